"""Stopping in the middle of work and starting again loses nothing."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import httpx

from local.emulator import Emulator, free_port
from tests.support.gateway import Json
from tests.support.people import new_person_body, sign_up
from tests.support.remote import RemoteGateway
from tests.support.system import System, eventually

BURST = 300
AT_ONCE = 20
BEFORE_THE_STOP = 100


def test_of_three_hundred_who_sign_up_around_a_restart_everyone_gets_their_mail(
    deployed: Path, tmp_path: Path
) -> None:
    state = shutil.copytree(deployed, tmp_path / "state")
    emulator = Emulator(free_port(), state, persist=True)
    system = System(emulator.endpoint, state / "control", emulator.function_log)
    bodies = [new_person_body() for _ in range(BURST)]
    signed_up: list[str] = []

    with httpx.Client(base_url=system.api_url, timeout=60, trust_env=False) as http:
        gateway = RemoteGateway(http=http)

        def try_to_sign_up(body: Json) -> None:
            with suppress(httpx.TransportError):
                if gateway.post("/auth/signup", body).status == 201:
                    signed_up.append(body["email"])

        with ThreadPoolExecutor(AT_ONCE) as crowd:
            with emulator:
                for body in bodies:
                    crowd.submit(try_to_sign_up, body)
                eventually(lambda: len(signed_up) >= BEFORE_THE_STOP, within_seconds=90)
            crowd.shutdown()
        assert len(signed_up) < BURST, "the stop came too late to be in the middle"

        with emulator:
            for body in bodies:
                if body["email"] not in signed_up:
                    # 409: it was committed, and only the answer was lost.
                    assert gateway.post("/auth/signup", body).status in {201, 409}

            def everybody_has_mail() -> bool:
                recipients = {mail["To"][0] for mail in system.mails()}
                return {body["email"] for body in bodies} <= recipients

            assert eventually(everybody_has_mail, within_seconds=120)
            newcomer = sign_up(gateway)
            assert eventually(partial(system.mails_to, newcomer.email))
