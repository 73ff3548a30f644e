"""One domain: the functions, routes and consumers that its lines name."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.assets import Assets
from infra.config import Config
from infra.constructs import consumer as consuming
from infra.constructs.consumer import RetriedQueue
from infra.constructs.endpoint import Endpoint
from infra.constructs.function import DEFAULT_MEMORY_MB, DEFAULT_TIMEOUT_SECONDS, Function, Layers
from infra.consumers import CONSUMERS, Consumer, Line, Scheduled, StreamReader, TimersReader
from infra.platform import Platform
from infra.routes import ROUTES, Route

LOCAL_CONSUMER_TIMEOUT_SECONDS = 5


def domains() -> list[str]:
    """The domains that have lines, in alphabetical order."""
    return sorted({line.function.partition(".")[0] for line in (*ROUTES, *CONSUMERS)})


class DomainStack(Stack):
    """All functions of one domain, from their lines in `infra.routes` and `infra.consumers`."""

    def __init__(
        self,
        scope: Construct,
        domain: str,
        config: Config,
        platform: Platform,
        assets: Assets,
        **kwargs: object,
    ) -> None:
        super().__init__(scope, f"{config.prefix}-{domain}", **kwargs)  # type: ignore[arg-type]
        self._config, self._platform, self._assets = config, platform, assets
        self._layers = Layers(self, assets.layers_of(domain))
        endpoints: dict[str, Function] = {}
        for route in ROUTES:
            if route.function.startswith(f"{domain}."):
                if route.function not in endpoints:
                    endpoints[route.function] = self._function(route, memory_mb=route.memory_mb)
                Endpoint(self, route, endpoints[route.function], platform=platform)
        for line in CONSUMERS:
            if line.function.startswith(f"{domain}."):
                self._add(line)

    def _add(self, line: Line) -> None:
        match line:
            case Consumer():
                self._add_consumer(line)
            case StreamReader():
                table = self._platform.tables[line.table]
                failures = self._platform.stream_failures
                reader = self._function(line, *consuming.read_stream(table, failures))
                consuming.poll_stream(reader, reader.function, table, failures)
            case TimersReader():
                queue = self._platform.timers_queue
                reader = self._function(line, consuming.receive(queue))
                consuming.poll_queue(reader, reader.function, queue)
            case Scheduled():
                function = self._function(line)
                consuming.run_every(function, function.function, line.every_days)

    def _add_consumer(self, line: Consumer) -> None:
        # Locally a message that failed comes back after seconds: developers wait for it.
        timeout = line.timeout_seconds if self._config.is_aws else LOCAL_CONSUMER_TIMEOUT_SECONDS
        queue = RetriedQueue(
            self,
            f"{line.function.replace('.', '-')}-queue",
            name=line.function.replace(".", "-"),
            config=self._config,
            timeout_seconds=timeout,
        )
        queue.alarm(self._platform.alarms)
        function = self._function(line, consuming.receive(queue.queue), timeout_seconds=timeout)
        consuming.poll_queue(function, function.function, queue.queue)
        consuming.deliver(
            queue, queue.queue, platform=self._platform, names=line.on, where=line.where
        )

    def _function(
        self,
        line: Route | Line,
        *source: iam.PolicyStatement,
        memory_mb: int = DEFAULT_MEMORY_MB,
        timeout_seconds: int = DEFAULT_TIMEOUT_SECONDS,
    ) -> Function:
        return Function(
            self,
            line.function,
            config=self._config,
            platform=self._platform,
            assets=self._assets,
            layers=self._layers,
            statements=[*source, *self._platform.statements(line.uses)],
            environment=self._platform.environment(line.uses),
            memory_mb=memory_mb,
            timeout_seconds=timeout_seconds,
        )
