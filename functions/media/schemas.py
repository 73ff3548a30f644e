"""Requests and answers of the media endpoints."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StrictInt

from learn_exchange.ids import Id
from learn_exchange.people import one_line, visible
from learn_exchange.posts import FileView
from learn_exchange.tables.feed import Media
from learn_exchange.wire import ApiModel, InputModel, Timestamp

MEGABYTE = 1024 * 1024
LARGEST_FILE = 15 * MEGABYTE


def _name_alone(name: str) -> str:
    if not set("/\\").isdisjoint(name):
        raise ValueError("must be a name without a path")
    return name


MediaStatus = Literal["pending", "ready", "rejected"]
UploadType = Literal["image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"]
FileName = Annotated[
    str,
    Field(max_length=255),
    AfterValidator(visible),
    AfterValidator(one_line),
    AfterValidator(_name_alone),
]


class UploadRequest(InputModel):
    """A file that is to be uploaded."""

    content_type: UploadType
    size: Annotated[StrictInt, Field(ge=1, le=LARGEST_FILE, description="Bytes.")]
    file_name: FileName | None = None


class UploadForm(ApiModel):
    """The form for the file: a `multipart/form-data` POST of the fields, then the file."""

    url: str
    fields: dict[str, str] = Field(description="Send all of them, before the part named `file`.")


class UploadView(ApiModel):
    """A form to upload one file with."""

    media_id: Id
    upload: UploadForm
    expires_at: Timestamp = Field(description="Until then the form can be used.")


class MediaView(ApiModel):
    """An upload. Addresses, width and height are there once it is `ready`."""

    id: Id
    status: MediaStatus
    reason: str | None = Field(description="Why it was rejected, in words for the person.")
    content_type: str
    file_name: str | None
    url: str | None
    thumbnail_url: str | None = Field(description="WebP, 320 pixels at its longer side.")
    preview_url: str | None = Field(description="WebP, 1,280 pixels at its longer side.")
    width: int | None = Field(description="Pixels.")
    height: int | None = Field(description="Pixels.")

    @classmethod
    def of(cls, media: Media) -> Self:
        """Returns an upload as its owner sees it."""
        addresses = ("url", "thumbnail_url", "preview_url", "width", "height")
        file = FileView.of(media) if media.status == "ready" else None
        return cls(
            id=media.id,
            status=media.status,
            reason=media.reason,
            content_type=media.content_type,
            file_name=media.file_name,
            **{name: getattr(file, name, None) for name in addresses},
        )
