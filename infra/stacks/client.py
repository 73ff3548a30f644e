"""The files of the web client, published after all that they call."""

from collections.abc import Iterable
from pathlib import Path

from aws_cdk import Stack
from constructs import Construct

from infra.config import Config
from infra.constructs.client_files import ClientFiles
from infra.stacks.stage import StageStack


class ClientStack(StageStack):
    """Puts the built client into the bucket of the site, once the stacks of `after` are there."""

    def __init__(
        self, scope: Construct, config: Config, files: Path, *, after: Iterable[Stack]
    ) -> None:
        super().__init__(scope, "client", config)
        for stack in after:
            self.add_stack_dependency(stack)
        ClientFiles(self, files, config=config)
