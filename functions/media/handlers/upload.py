"""POST /media/upload: ask for a form to upload a file with."""

from datetime import timedelta
from secrets import token_urlsafe

from learn_exchange.account_limits import UPLOADS
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.idempotency import Once
from learn_exchange.identity import Caller
from learn_exchange.ids import new_id
from learn_exchange.problems import IdempotencyKeyReused, NotFound, TooManyRequests
from learn_exchange.tables.feed import FeedAttempt, FeedCounter, Media
from media.schemas import UploadForm, UploadRequest, UploadView
from media.storage import FORM_SECONDS, upload_form

app = api()


@app.post("/media/upload", status_code=201, tags=["media"])
@raises(TooManyRequests, IdempotencyKeyReused, NotFound)
def request_upload(request: UploadRequest, caller: Caller, once: Once, now: Now) -> UploadView:
    """Ask for a form to upload one file with: JPEG, PNG, WebP, GIF or PDF, up to 15 MB.

    Send the form with its fields, and the file last as `file`, to `upload.url`; then ask
    `GET /media/{mediaId}` until it is `ready`, or wait for the frame `media` (`/docs/live`).
    Pictures are encoded again, turned upright and without their metadata, such as where they were
    taken. A file that nothing shows is removed after a day.
    """
    UPLOADS.take(FeedCounter, caller.id, now)
    media_id = new_id()
    media = Media.key(media_id).new(
        id=media_id,
        owner_id=caller.id,
        content_type=request.content_type,
        size=request.size,
        file_name=request.file_name,
        folder=token_urlsafe(24),
        created_at=now,
    )
    with once.transaction(FeedAttempt, media_id, now) as write:
        write.put(media)
    if once.replayed_id:
        media = Media.key(once.replayed_id).require()
    return UploadView(
        media_id=media.id,
        upload=UploadForm.model_validate(upload_form(media)),
        expires_at=now + timedelta(seconds=FORM_SECONDS),
    )


handler = lambda_handler(app)
