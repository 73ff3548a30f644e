"""The files of an upload in the media bucket, and their addresses.

Each file has a folder with a random name of its own, and in it the file as it was rewritten, and of
images two thumbnails. Rows keep the folder; addresses follow from it.
"""

from learn_exchange.settings import setting

THUMBNAIL = "small.webp"
PREVIEW = "large.webp"

ORIGINALS = {
    "image/jpeg": "original.jpg",
    "image/png": "original.png",
    "image/webp": "original.webp",
    "image/gif": "original.gif",
    "application/pdf": "original.pdf",
}


def is_image(content_type: str) -> bool:
    """Returns whether a file of this type has thumbnails."""
    return content_type.startswith("image/")


def rendition_url(folder: str, rendition: str) -> str:
    """Returns the address of one of a file's renditions."""
    # Locally it is a path on the emulator, whose address functions have in AWS_ENDPOINT_URL.
    base = setting("MEDIA_BASE_URL")
    host = setting("AWS_ENDPOINT_URL") if base.startswith("/") else ""
    return f"{host}{base}/{folder}/{rendition}"


def renditions(content_type: str) -> list[str]:
    """Returns all that a file's folder can hold."""
    thumbnails = [THUMBNAIL, PREVIEW] if is_image(content_type) else []
    return [ORIGINALS[content_type], *thumbnails]
