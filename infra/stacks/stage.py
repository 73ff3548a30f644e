"""The base of all stacks."""

from aws_cdk import CliCredentialsStackSynthesizer, DefaultStackSynthesizer, Stack
from constructs import Construct

from infra.config import Config


class StageStack(Stack):
    """A stack of one deployment, named after it: `learn-exchange-<stage>-<name>`.

    Where `protected`, it cannot be deleted before that is switched off by hand.
    """

    def __init__(
        self, scope: Construct, name: str, config: Config, *, protected: bool = False
    ) -> None:
        super().__init__(
            scope,
            f"{config.prefix}-{name}",
            # The emulator, where it enforces roles, lets nobody assume those of the bootstrap.
            synthesizer=DefaultStackSynthesizer()
            if config.is_aws
            else CliCredentialsStackSynthesizer(),
            termination_protection=protected,
        )
