"""The CDK app: `cdk deploy -c target=aws -c stage=…`, or `make run` for the local target."""

from aws_cdk import App

from infra.assets import build
from infra.config import Config
from infra.system import define

app = App()
config = Config.of(app.node)
define(app, config, build(config.target, chaos=config.chaos))
app.synth()
