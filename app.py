"""The CDK app: `cdk deploy -c target=aws -c stage=…`, or `make run` for the local target."""

from aws_cdk import App

from infra.assets import build
from infra.bytecode import NoInterpreter
from infra.config import BadContext, Config
from infra.edits import LibraryChanged
from infra.system import define

app = App()
try:
    config = Config.of(app.node)
    assets = build(config.target, chaos=config.chaos)
except (BadContext, LibraryChanged, NoInterpreter) as error:
    raise SystemExit(str(error)) from None
define(app, config, assets)
app.synth()
