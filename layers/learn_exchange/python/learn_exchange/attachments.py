"""Showing uploaded files: what may be shown where, and what happens when it no longer is."""

from collections.abc import Sequence

from learn_exchange.problems import Invalid, MediaInUse, MediaNotReady
from learn_exchange.tables.feed import Media
from learn_exchange.tables.store import BatchResult, Transaction


def require_owned_media(
    found: BatchResult, owner_id: str, media_ids: Sequence[str], pointer: str
) -> list[Media]:
    """Returns the owner's files, of those that were read, in the order of their ids.

    `pointer` is where the ids stand in the request; with several of them, `{}` is their place.

    Raises:
        Invalid: one is not there, or is somebody else's.
        MediaNotReady: one has not arrived, is still being looked at, or was rejected.
    """
    media = [found[Media.key(media_id)] for media_id in media_ids]
    unknown = [
        {"pointer": pointer.format(place), "detail": "is not an upload of yours"}
        for place, file in enumerate(media)
        if file is None or file.owner_id != owner_id
    ]
    if unknown:
        raise Invalid(unknown)
    known = [file for file in media if file is not None]
    for file in known:
        if file.status not in ("ready", "released"):
            raise MediaNotReady(f"{file.id}: {file.reason or 'it is still being looked at'}")
    return known


def attach(write: Transaction, file: Media, place: str) -> None:
    """Show a file in one place: a post's id, or `PROFILE`. As part of a transaction.

    There it may stand already: a request of the same owner came first.

    The transaction raises:
        MediaInUse: something else shows it, or did.
    """
    write.update(
        Media.key(file.id),
        Media.attached_to.set(place),
        condition=(Media.owner_id == file.owner_id)
        & (Media.status == "ready")
        & (Media.attached_to.does_not_exist() | (Media.attached_to == place)),
        on_conflict=MediaInUse(),
    )


def release(write: Transaction, media_id: str) -> None:
    """Stop showing a file, which is then removed. As part of a transaction."""
    write.update(Media.key(media_id), Media.status.set("released"), condition=Media.pk.exists())
