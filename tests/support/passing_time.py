"""Time that passes for the functions and for devices, as if everybody had waited."""

from datetime import timedelta
from email.utils import format_datetime

from playwright.sync_api import BrowserContext, Route

from tests.support.system import DeployedClock


class PassingTime:
    """Moves the clock of the deployed functions and those of some devices on together.

    Devices are asleep meanwhile: without a network, and with each timer late.
    """

    def __init__(self, deployed: DeployedClock, *devices: BrowserContext) -> None:
        """Take over the clocks of devices, before they have opened a page."""
        self._deployed = deployed
        self._devices = devices
        for device in devices:
            device.clock.install(time=deployed.now())
            device.route("**/api/**", self._dated)

    def forward(self, duration: timedelta) -> None:
        """Let time pass."""
        for device in self._devices:
            device.set_offline(True)
        self._deployed.forward(seconds=duration.total_seconds())
        for device in self._devices:
            device.clock.fast_forward(round(duration.total_seconds() * 1000))
            device.set_offline(False)

    def _dated(self, route: Route) -> None:
        """Answer with the date of the functions; that of the emulator is the machine's."""
        if not self._deployed.shift:
            route.fallback()
            return
        answer = route.fetch()
        date = format_datetime(self._deployed.now(), usegmt=True)
        route.fulfill(response=answer, headers=answer.headers | {"date": date})
