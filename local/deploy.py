"""Deploying with the real `cdk deploy`: into the emulator, or by `make deploy` into an account."""

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import boto3

from infra import cors
from infra.consumers import CONSUMERS, AtDeployment
from infra.local import DEFAULT_WEB_PORT, LOCAL_SENDER
from local import web
from local.cdk import cdk_command, run_cdk
from local.changes import digest, files_below
from local.environment import ACCOUNT, API_ID, REGION, ROOT, LocalError, isolated, say
from local.invoke import invoke
from local.processes import own_group
from local.stage import STAGE, prefix

# Who deploys has looked at `cdk diff`, or approved a workflow: nothing is asked. All domains are
# deployed at the same time, since each waits for five minutes while a tenth of its calls go to what
# is new.
_UNATTENDED: Final = ("--require-approval", "never", "--concurrency", "12", "--progress", "events")
# All that CDK's CLI-credentials synthesizer uses of what `cdk bootstrap` makes.
_ASSETS_BUCKET: Final = f"cdk-hnb659fds-assets-{ACCOUNT}-{REGION}"
_DEPLOYED: Final = f"/learn-exchange/{STAGE}/deployed"
# All that the local target reads of the context: what is given here counts above what stands in
# `cdk.context.json`, which describes deployments to AWS.
_LOCAL_CONTEXT: Final = {
    "target": "local",
    "stage": STAGE,
    "webPorts": DEFAULT_WEB_PORT,
    "chaos": "false",
    "chaosControl": "",
    "limits": "",
}
_INPUTS: Final = (
    "app.py",
    "cdk.json",
    "requirements.txt",
    "package.json",
    "docs/asyncapi.html",
    "docs/asyncapi.json",
    "docs/openapi.json",
    "functions",
    "infra",
    "layers",
    "local/deploy.py",
)


def inputs_digest(context: Mapping[str, str], *, root: Path = ROOT) -> str:
    """Returns a hash of all that a deployment is made of: the files, the context, this Python."""
    return digest(input_files(root), root, sorted(context.items()), sys.version)


def input_files(root: Path = ROOT) -> Iterator[Path]:
    """Yields the files of which a deployment is made, in a stable order."""
    for name in _INPUTS:
        yield from files_below(root / name)


def deploy_locally(
    endpoint: str,
    work: Path,
    *,
    context: Mapping[str, str] | None = None,
    log: Path,
    report: Callable[[str], None],
) -> bool:
    """Deploy the app into the emulator at `endpoint`, unless it is there already, unchanged.

    `work` receives the synthesised templates, `log` the whole output, `report` a line for each
    step. Returns whether there was anything to do; raises LocalError when it failed.
    """
    context = {**_LOCAL_CONTEXT, **(context or {})}
    wanted = inputs_digest(context)
    # Before the isolation: npm needs the user's own registry, proxy and certificates.
    cdk = cdk_command(report)
    with isolated(endpoint):
        session = boto3.Session()
        parameters = session.client("ssm")
        with contextlib.suppress(parameters.exceptions.ParameterNotFound):
            if parameters.get_parameter(Name=_DEPLOYED)["Parameter"]["Value"] == wanted:
                return False
        assets = session.client("s3")
        with contextlib.suppress(assets.exceptions.BucketAlreadyOwnedByYou):
            assets.create_bucket(Bucket=_ASSETS_BUCKET)
        _run(cdk, work / "cdk.out", context, log, report)
        _finish(session)
        make_reverse_rows(STAGE, report)
        # Kept in the emulator, this mark lives exactly as long as what it stands for.
        parameters.put_parameter(Name=_DEPLOYED, Value=wanted, Type="String", Overwrite=True)
    return True


def _run(
    cdk: list[str],
    output: Path,
    context: Mapping[str, str],
    log: Path,
    report: Callable[[str], None],
) -> None:
    command = [
        *cdk,
        *("deploy", "--all", "--require-approval", "never", "--no-notices"),
        *("--method", "direct", "--concurrency", "4", "--progress", "events"),
        *("--output", str(output)),
        *(part for name, value in context.items() for part in ("-c", f"{name}={value}")),
    ]
    lines: list[str] = []
    options = {"env": os.environ | {"CI": "1"}, "stderr": subprocess.STDOUT}
    with log.open("w") as copy, own_group(command, stdout=subprocess.PIPE, **options) as process:
        for line in process.stdout or ():
            copy.write(line)
            lines.append(line.strip())
            if done := re.match(r"✅\s+(\S+)", lines[-1]):
                report(f"  {done[1]}")
    if process.returncode:
        raise LocalError(f"The deployment failed: {failure_reason(lines)}\nAll of it: {log}")


def failure_reason(lines: list[str]) -> str:
    """Returns the line of the CDK CLI's output that says best why it failed."""
    for pattern in (r"\| \w+_FAILED +\|", r"^(‣ )?\w*(Error|Exception): ", r"❌|\bfailed\b"):
        for line in lines:
            if re.search(pattern, line):
                return line
    return next((line for line in reversed(lines) if line), "it said nothing.")


def _finish(session: boto3.Session) -> None:
    """Set by API what the emulator does not take from a template."""
    session.client("apigatewayv2").update_api(
        ApiId=API_ID,
        CorsConfiguration={
            "AllowOrigins": ["*"],
            "AllowMethods": list(cors.METHODS),
            "AllowHeaders": list(cors.REQUEST_HEADERS),
            "ExposeHeaders": list(cors.ANSWER_HEADERS),
            "MaxAge": 600,
        },
    )
    session.client("ses").verify_email_identity(EmailAddress=LOCAL_SENDER)
    tables = session.client("dynamodb")
    for table in tables.list_tables()["TableNames"]:
        expiry = tables.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
        if table.startswith(prefix(STAGE)) and expiry["TimeToLiveStatus"] == "DISABLED":
            tables.update_time_to_live(
                TableName=table,
                TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"},
            )


def main() -> None:
    """`make deploy STAGE=…`: deploy to the AWS account that the user's own settings name.

    The web client is built before, so that it is published with what it calls. It needs no
    terminal, and stacks that do not depend on each other are deployed side by side.
    """
    stage = stage_on_aws("deploy")
    target = ["-c", "target=aws", "-c", f"stage={stage}"]
    try:
        web.build()
        if status := run_cdk("deploy", "--all", *_UNATTENDED, *target, *sys.argv[1:]):
            raise SystemExit(status)
        run_after_deployment(stage)
        make_reverse_rows(stage)
    except LocalError as error:
        raise SystemExit(str(error)) from None


def stage_on_aws(command: str) -> str:
    """Returns the stage that `STAGE` names, for `make <command>`; ends where it names none."""
    stage = os.environ.get("STAGE", "")
    if not re.fullmatch(r"[a-z][a-z0-9]{0,15}", stage) or stage == STAGE:
        raise SystemExit(f"Name the stage to {command}: make {command} STAGE=prod")
    return stage


def make_reverse_rows(stage: str, report: Callable[[str], None] = say) -> None:
    """Make reverse rows of likes and blocks of an older version, unless a deployment has before.

    In a process of its own: what reads tables keeps one connection as long as it lives.

    Raises:
        LocalError: it failed. Functions go on without these rows, and cost more.
    """
    command = [sys.executable, "-m", "local.reverse_rows", stage]
    done = subprocess.run(  # noqa: S603 (the command is ours)
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise LocalError(f"Reverse rows could not be made:\n{done.stderr}")
    if done.stdout:
        report(f"  {done.stdout.strip()}")


def run_after_deployment(stage: str) -> None:
    """Call the functions that run after each deployment.

    Raises:
        LocalError: one failed; it says why.
    """
    for line in CONSUMERS:
        if isinstance(line, AtDeployment):
            answer, failed = invoke(line.function, stage)
            if failed or json.loads(answer)["Status"] != "SUCCESS":
                raise LocalError(f"{line.function} failed after the deployment: {answer}")


if __name__ == "__main__":
    main()
