"""Uploading files to the deployed system, as a client does."""

import httpx

from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.system import eventually


def asked_for(owner: Person, content: bytes, content_type: str) -> Json:
    """Returns the answer to somebody who wants to upload a file."""
    wanted = {"contentType": content_type, "size": len(content), "fileName": "holiday.jpg"}
    answer = owner.post("/media/upload", wanted)
    assert answer.status == 201, answer.text
    asked: Json = answer.json
    return asked


def sent(form: Json, content: bytes, **changed_fields: str) -> httpx.Response:
    """Returns what S3 answers to the form with a file."""
    fields = {**form["fields"], **changed_fields}
    return httpx.post(
        form["url"], data=fields, files={"file": content}, trust_env=False, timeout=60
    )


def uploaded(owner: Person, content: bytes, content_type: str) -> Json:
    """Returns the upload of a file, once it was looked at."""
    asked = asked_for(owner, content, content_type)
    answer = sent(asked["upload"], content)
    assert answer.status_code == 204, answer.text
    return looked_at(owner, asked["mediaId"])


def looked_at(owner: Person, media_id: str) -> Json:
    """Returns an upload that has arrived, once it was looked at."""

    def look() -> Json | None:
        media: Json = owner.get(f"/media/{media_id}").json
        return None if media["status"] == "pending" else media

    found = eventually(look)
    assert found is not None
    return found
