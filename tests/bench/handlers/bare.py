"""`GET /user/{id}` of the standard library alone: the least that such a function can be."""

import hmac
import json
import os
from datetime import UTC, datetime
from hashlib import sha256
from http.client import HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

HOST = urlsplit(os.environ["AWS_ENDPOINT_URL"]).netloc
REGION = os.environ["AWS_REGION"]
connection = HTTPSConnection(HOST)


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Read one item and answer it as JSON."""
    item = get_item(event["pathParameters"]["id"])
    view = {
        "id": item["id"]["S"],
        "username": item["username"]["S"],
        "firstName": item["first_name"]["S"],
        "lastName": item["last_name"]["S"],
        "bio": item["bio"]["S"],
        "createdAt": item["created_at"]["S"],
        "timeZone": item["time_zone"]["S"],
        "skills": [
            {
                "skillName": skill["M"]["name"]["S"],
                "skillLevel": skill["M"]["level"]["S"],
                "isOffering": skill["M"]["offering"]["BOOL"],
            }
            for skill in item["skills"]["L"]
        ],
    }
    print(json.dumps({"level": "INFO", "message": "request", "status": 200}))
    headers = {"Content-Type": "application/json"}
    return {"statusCode": 200, "headers": headers, "body": json.dumps(view)}


def get_item(person_id: str) -> dict[str, Any]:
    """GetItem, signed by hand (AWS Signature Version 4)."""
    key = {"pk": {"S": f"PERSON#{person_id}"}, "sk": {"S": "PROFILE"}}
    body = json.dumps({"TableName": os.environ["USERS_TABLE"], "Key": key})
    headers = {
        "content-type": "application/x-amz-json-1.0",
        "host": HOST,
        "x-amz-date": datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ"),
        "x-amz-security-token": os.environ["AWS_SESSION_TOKEN"],
        "x-amz-target": "DynamoDB_20120810.GetItem",
    }
    connection.request("POST", "/", body, {**headers, "authorization": sign(headers, body)})
    item: dict[str, Any] = json.loads(connection.getresponse().read())["Item"]
    return item


def sign(headers: dict[str, str], body: str) -> str:
    """Returns the Authorization header of a request to DynamoDB."""
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = f"POST\n/\n\n{lines}\n{names}\n{sha256(body.encode()).hexdigest()}"
    moment = headers["x-amz-date"]
    scope = f"{moment[:8]}/{REGION}/dynamodb/aws4_request"
    digest = sha256(request.encode()).hexdigest()
    key = f"AWS4{os.environ['AWS_SECRET_ACCESS_KEY']}".encode()
    for part in (*scope.split("/"), f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{digest}"):
        key = hmac.digest(key, part.encode(), "sha256")
    credential = f"{os.environ['AWS_ACCESS_KEY_ID']}/{scope}"
    return f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={key.hex()}"
