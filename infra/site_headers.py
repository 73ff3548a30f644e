"""The headers of the site's answers: CloudFront adds them on AWS, and the front door on a laptop.

Each is added where an answer does not say it itself. They are apart from the CDK, whose import
starts Node.
"""

from collections.abc import Iterable

A_YEAR = 365 * 24 * 60 * 60

FOR_GOOD = f"public, max-age={A_YEAR}, immutable"
CHECK_FIRST = "no-cache"
PAGE = "index.html"
ASSETS = "assets/"
"""The folder of the client's files that have a hash of their content in their names."""

# Styles that the client's libraries put into the page, as `'sha256-…'`.
STYLE_HASHES: tuple[str, ...] = ()

# Those that browsers know: they complain of others.
UNUSED_FEATURES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)

_COMMON = {
    "Cross-Origin-Resource-Policy": "same-origin",
    # Addresses of pages have the tokens of mailed links in them.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

API = {
    **_COMMON,
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
}


def headers_of_files(*, media: str, uploads: Iterable[str]) -> dict[str, str]:
    """Return the headers of the client's files, by name.

    `media` is the origin that people's pictures come from, `uploads` those that they are sent to.
    """
    return {
        **_COMMON,
        "Content-Security-Policy": _content_security_policy(media, uploads),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    }


def cache_control(path: str) -> str:
    """Return how long a file of the client may be kept; `path` is its address, or its name."""
    return FOR_GOOD if path.removeprefix("/").startswith(ASSETS) else CHECK_FIRST


def _content_security_policy(media: str, uploads: Iterable[str]) -> str:
    sources = {
        "default-src": ("'none'",),
        "script-src": ("'self'",),
        "style-src": ("'self'", *STYLE_HASHES),
        "img-src": ("'self'", media, "data:", "blob:"),
        "media-src": (media, "blob:"),
        # The service worker asks for media by itself.
        "connect-src": ("'self'", media, *uploads),
        "font-src": ("'self'",),
        "manifest-src": ("'self'",),
        "worker-src": ("'self'",),
        "base-uri": ("'none'",),
        "form-action": ("'self'",),
        "frame-ancestors": ("'none'",),
        "require-trusted-types-for": ("'script'",),
        "trusted-types": ("app",),
    }
    # Locally media and uploads have one origin.
    return "; ".join(f"{name} {' '.join(dict.fromkeys(s))}" for name, s in sources.items())
