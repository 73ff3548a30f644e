"""The two servers that a function meets when it starts: Lambda's Runtime API, and AWS, canned.

AWS answers over TLS, as it does in earnest: what a client spends on certificates counts.
"""

import json
import re
import ssl
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Body = dict[str, Any]
Item = dict[str, dict[str, Any]]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def server_close(self) -> None:
        """Stop serving, then close."""
        self.shutdown()
        super().server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A function that is done is ended, whatever it was reading."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Small writes that wait for each other would add 40 ms to each answer.
    wbufsize = -1
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay silent."""

    def handle_expect_100(self) -> bool:
        """Let a client that asks first send its body, now."""
        goes_on = super().handle_expect_100()
        self.wfile.flush()
        return goes_on

    def read(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            return b"".join(self._chunks())
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _chunks(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class RuntimeApi(_Server):
    """Hands one event to the function a few times, and notes when it asks and answers.

    https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
    """

    def __init__(self, event: bytes, calls: int) -> None:
        super().__init__(_RuntimeApiHandler)
        self.event, self.calls = event, calls
        self.asked: list[float] = []
        self.answered: list[float] = []
        self.answers: list[Any] = []
        self.failure: str | None = None
        self.done = threading.Event()
        self.over = threading.Event()

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.server_port}"


class _RuntimeApiHandler(_Handler):
    server: RuntimeApi

    def do_GET(self) -> None:
        api = self.server
        api.asked.append(time.perf_counter())
        if len(api.asked) > api.calls:
            api.done.set()
            api.over.wait()
            return
        self.answer(
            api.event,
            Content_Type="application/json",
            Lambda_Runtime_Aws_Request_Id=f"00000000-0000-0000-0000-{len(api.asked):012}",
            Lambda_Runtime_Deadline_Ms=str(int(time.time() * 1000) + 600_000),
            Lambda_Runtime_Invoked_Function_Arn="arn:aws:lambda:eu-west-1:000000000000:function:it",
        )

    def do_POST(self) -> None:
        api, body = self.server, self.read()
        api.answered.append(time.perf_counter())
        if self.path.endswith("/response"):
            api.answers.append(json.loads(body))
        else:
            api.failure = body.decode()
            api.done.set()
        self.answer(b"{}", 202)


@dataclass(frozen=True)
class Call:
    """A request that AWS got: the service's operation, what was sent, and when."""

    operation: str
    body: Body
    at: float = field(default_factory=time.perf_counter)


@dataclass
class Content:
    """The canned AWS: items by (table, pk, sk), objects by path, and what is published."""

    items: Mapping[tuple[str, str, str], Item] = field(default_factory=dict)
    objects: Mapping[str, bytes] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    key_set: Mapping[str, Any] = field(default_factory=dict)


# SNS, which speaks XML, has nothing here.
NOT_FOUND = b"<ErrorResponse><Error><Code>NotFound</Code></Error></ErrorResponse>"


class Aws(_Server):
    """AWS as far as the functions call it. It answers from its content, and stores nothing."""

    def __init__(self, content: Content, certificate: Path) -> None:
        super().__init__(_AwsHandler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.content = content
        self.calls: list[Call] = []

    @property
    def url(self) -> str:
        """The endpoint of every service."""
        return f"https://127.0.0.1:{self.server_port}"


class _AwsHandler(_Handler):
    server: Aws

    def do_GET(self) -> None:
        content = self.server.content
        found = content.objects.get(self.path)
        self.answer(json.dumps(content.key_set).encode() if found is None else found)

    def do_PUT(self) -> None:
        self.read()
        self.answer(b"", ETag='"5e543256c480ac577d30f76f9120eb74"')

    def do_DELETE(self) -> None:
        self.answer(b"", 204)

    def do_POST(self) -> None:
        body = self.read()
        if self.headers.get_content_type() == "application/x-www-form-urlencoded":
            self.answer(NOT_FOUND, 404, Content_Type="text/xml")
            return
        operation = self.headers.get("X-Amz-Target", self.path)
        call = Call(operation, json.loads(body) if body else {})
        self.server.calls.append(call)
        answer = _reply(call, self.server.content)
        content_type = self.headers.get("Content-Type", "application/json")
        self.answer(json.dumps(answer, default=_in_base64).encode(), Content_Type=content_type)


def _in_base64(content: bytes) -> str:
    return b64encode(content).decode()


def _reply(call: Call, content: Content) -> Body:
    reply = REPLIES.get(call.operation.rpartition(".")[2])
    return reply(content, call.body) if reply else {}


def _get_item(content: Content, body: Body) -> Body:
    item = _item(content, body["TableName"], body["Key"])
    return {"Item": item} if item else {}


def _batch_get_item(content: Content, body: Body) -> Body:
    found = {
        table: [item for key in wanted["Keys"] if (item := _item(content, table, key))]
        for table, wanted in body["RequestItems"].items()
    }
    return {"Responses": found, "UnprocessedKeys": {}}


def _update_item(content: Content, body: Body) -> Body:
    return {"Attributes": _item(content, body["TableName"], body["Key"]) or body["Key"]}


def _get_secret_value(content: Content, body: Body) -> Body:
    return {"SecretString": content.secrets[body["SecretId"]]}


def _put_events(_: Content, body: Body) -> Body:
    return {"FailedEntryCount": 0, "Entries": [{"EventId": "e"} for _ in body["Entries"]]}


def _item(content: Content, table: str, key: Item) -> Item | None:
    return content.items.get((table, key["pk"]["S"], key["sk"]["S"]))


def _query(content: Content, body: Body) -> Body:
    found = queried(content, body)
    return {"Items": found, "Count": len(found), "ScannedCount": len(found)}


def queried(content: Content, body: Body) -> list[Item]:
    """Returns items that the key condition names: `#0 = :0 AND #1 BETWEEN :1 AND :2`."""
    condition = body["KeyConditionExpression"]
    for alias, name in body.get("ExpressionAttributeNames", {}).items():
        condition = re.sub(rf"{alias}\b", name, condition)
    values = body["ExpressionAttributeValues"]
    (partition, value), *_ = re.findall(r"(\w+) = (:\w+)", condition)
    [(sort, low, high)] = re.findall(r"(\w+) BETWEEN (:\w+) AND (:\w+)", condition)
    found = [
        item
        for (table, _, _), item in content.items.items()
        if table == body["TableName"]
        and item.get(partition) == values[value]
        and values[low]["S"] <= item[sort]["S"] <= values[high]["S"]
    ]
    falling = not body.get("ScanIndexForward", True)
    found.sort(key=lambda item: str(item[sort]["S"]), reverse=falling)
    return found[: body.get("Limit")]


REPLIES: Mapping[str, Callable[[Content, Body], Body]] = {
    "BatchGetItem": _batch_get_item,
    "GetItem": _get_item,
    "GetSecretValue": _get_secret_value,
    "PutEvents": _put_events,
    "Query": _query,
    "UpdateItem": _update_item,
}


def make_certificate(directory: Path) -> tuple[Path, Path]:
    """Returns a certificate for 127.0.0.1 with its key, and its root, as two PEM files."""
    root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    root_name, name = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in ("root", "aws")
    )
    now = datetime.now(UTC)

    def certify(subject: x509.Name, public: rsa.RSAPublicKey, *, ca: bool) -> x509.Certificate:
        builder = x509.CertificateBuilder(
            issuer_name=root_name,
            subject_name=subject,
            public_key=public,
            serial_number=x509.random_serial_number(),
            not_valid_before=now - timedelta(days=1),
            not_valid_after=now + timedelta(days=1),
        )
        root_id = x509.SubjectKeyIdentifier.from_public_key(root_key.public_key())
        # Python 3.13 asks for identifiers and usages, as RFC 5280 does.
        extensions: list[tuple[x509.ExtensionType, bool]] = [
            (x509.BasicConstraints(ca=ca, path_length=None), True),
            (x509.SubjectKeyIdentifier.from_public_key(public), False),
            (x509.AuthorityKeyIdentifier(root_id.digest, None, None), False),
            (_usage(ca=ca), True),
        ]
        if not ca:
            address = x509.IPAddress(IPv4Address("127.0.0.1"))
            extensions += [
                (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
                (x509.SubjectAlternativeName([address]), False),
            ]
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(root_key, hashes.SHA256())

    pem = serialization.Encoding.PEM
    root = directory / "root.pem"
    root.write_bytes(certify(root_name, root_key.public_key(), ca=True).public_bytes(pem))
    certificate = directory / "certificate.pem"
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    certificate.write_bytes(secret + certify(name, key.public_key(), ca=False).public_bytes(pem))
    return certificate, root


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=False,
        key_encipherment=not ca,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
