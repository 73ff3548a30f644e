"""DynamoDB in memory: called directly, through botocore, or both ways to compare them."""

import copy
from typing import Any, Protocol

from botocore.exceptions import ClientError
from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import JSONParser
from moto.core.exceptions import JsonRESTError
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.utils import camelcase_to_underscores
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.responses import DynamoHandler
from pynamodb.connection import Connection

from learn_exchange.tables import store

Json = dict[str, Any]

_MODEL = ServiceModel(Loader().load_service_model("dynamodb", "service-2"), "dynamodb")
_client_of = Connection.client.fget  # type: ignore[attr-defined]


class Client(Protocol):
    """The part of botocore's client that pynamodb's connection needs."""

    def _make_api_call(self, operation: str, arguments: Json) -> Json: ...


class DirectClient:
    """Calls moto without botocore, HTTP and JSON; arguments and answers are copies here too."""

    def __init__(self, region: str) -> None:
        self._region = region

    def _make_api_call(self, operation: str, arguments: Json) -> Json:
        model = _MODEL.operation_model(operation)
        handler = DynamoHandler()
        handler.current_account, handler.region = DEFAULT_ACCOUNT_ID, self._region
        handler.body = _copied(arguments)
        try:
            # moto makes new dictionaries and lists of what stands in its tables.
            result = getattr(handler, camelcase_to_underscores(operation))().result
        except JsonRESTError as error:
            raise ClientError(_as_botocore_reads(error, model), operation) from None
        return {name: result[name] for name in model.output_shape.members if name in result}


class BothWays:
    """Makes each call through botocore and directly, on the same tables, and compares."""

    def __init__(self, region: str) -> None:
        self._region = region
        self._ways = (through_botocore(), DirectClient(region))

    def _make_api_call(self, operation: str, arguments: Json) -> Json:
        backend: DynamoDBBackend = dynamodb_backends[DEFAULT_ACCOUNT_ID][self._region]
        before = backend.tables
        outcomes = []
        for client in self._ways:
            backend.tables = copy.deepcopy(before)
            answer = _answer(client, operation, arguments)
            outcomes.append((answer, {n: t.items for n, t in backend.tables.items()}))
        assert outcomes[0] == outcomes[1], outcomes
        if answer.pop("failed"):
            raise ClientError(answer, operation)
        return answer


def through_botocore() -> Client:
    """Return the client that the connection has outside these tests."""
    client: Client = _client_of(store.connection())
    return client


def _answer(client: Client, operation: str, arguments: Json) -> Json:
    try:
        answer = client._make_api_call(operation, copy.deepcopy(arguments)) | {"failed": False}
    except ClientError as error:
        answer = error.response | {"failed": True}
    return {name: answer[name] for name in answer.keys() - {"ResponseMetadata"}}


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copied(member) for name, member in value.items()}
    return [_copied(element) for element in value] if isinstance(value, list) else value


def _as_botocore_reads(error: JsonRESTError, operation: OperationModel) -> Json:
    parser = JSONParser()
    sent = {"status_code": error.code, "headers": {}, "body": error.description.encode()}
    answer: Json = parser.parse(sent, operation.output_shape)
    if members := _MODEL.shape_for_error_code(answer["Error"]["Code"]):
        answer |= parser.parse(sent, members)
    return answer
