"""Names of devices for people, made of what their clients call themselves."""

import re

# The first that matches counts: several call themselves by the names of others too.
BROWSERS = (
    (r"Edg(e|A|iOS)?/", "Edge"),
    (r"OPR/", "Opera"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/", "Chrome"),
    (r"Safari/", "Safari"),
)
SYSTEMS = (
    (r"iPhone|iPad", "iOS"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Mac OS X", "macOS"),
    (r"Linux|X11", "Linux"),
)


def device_name(user_agent: str) -> str | None:
    """Return the names of browser and system, such as `Firefox, Windows`; None of unknown ones.

    A client may call itself anything, so nothing of its own words is in the name.
    """
    found = [
        next((name for sign, name in names if re.search(sign, user_agent)), None)
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(name for name in found if name) or None
