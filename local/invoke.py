"""`make invoke FUNCTION=auth.signup`: call a deployed function with its sample event."""

import json
import os
import sys

import boto3
from botocore.exceptions import ClientError

from local.environment import ROOT, LocalError
from local.stage import STAGE, credentials_for, prefix


def main() -> None:
    """Invoke `domain.function` of `STAGE` with `events/<domain>/<function>.json`; print the answer.

    Exits with 1 when the function failed.
    """
    try:
        answer, failed = invoke(" ".join(sys.argv[1:]), os.environ.get("STAGE") or STAGE)
    except LocalError as error:
        raise SystemExit(str(error)) from None
    print(answer)
    raise SystemExit(failed)


def invoke(name: str, stage: str) -> tuple[str, bool]:
    """Returns the answer of a function as readable JSON, and whether it failed.

    Raises LocalError where there is no such function or sample event.
    """
    domain, _, function = name.partition(".")
    sample = ROOT / "events" / domain / f"{function}.json"
    if not function or not sample.is_file():
        samples = sorted((ROOT / "events").glob("*/[!A-Z]*.json"))
        known = [f"{path.parent.name}.{path.stem}" for path in samples]
        raise LocalError(f"Name a function: make invoke FUNCTION=… of {', '.join(known)}")
    physical = f"{prefix(stage)}{domain}-{function}"
    with credentials_for(stage):
        client = boto3.Session().client("lambda")
        try:
            answer = client.invoke(FunctionName=physical, Payload=sample.read_bytes())
        except ClientError as error:
            raise LocalError(f"{physical}: {error}") from None
    text = json.dumps(json.loads(answer["Payload"].read()), indent=2, ensure_ascii=False)
    return text, "FunctionError" in answer


if __name__ == "__main__":
    main()
