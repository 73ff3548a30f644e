"""One domain: the functions, routes, actions and consumers that its lines name."""

from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from infra.constructs import consumer as consuming
from infra.constructs.consumer import RetriedQueue
from infra.constructs.endpoint import Endpoint
from infra.constructs.function import DEFAULT_TIMEOUT_SECONDS, Function, Layers
from infra.constructs.releases import Releases
from infra.constructs.socket_action import SocketAction
from infra.consumers import (
    BATCH_SIZE,
    CONSUMERS,
    AtDeployment,
    BucketReader,
    Consumer,
    Line,
    MailFeedbackReader,
    Scheduled,
    StreamReader,
    TimersReader,
)
from infra.platform import Grant, Platform, Site
from infra.routes import ROUTES, SOCKET_ROUTES, STANDARD_MB, Route, SocketRoute
from infra.stacks.api import ApiStack
from infra.stacks.realtime import RealtimeStack
from infra.stacks.stage import StageStack

LOCAL_HASTE = 4


def domains() -> list[str]:
    """Returns the domains that have lines, in alphabetical order."""
    lines = (*ROUTES, *SOCKET_ROUTES, *CONSUMERS)
    return sorted({line.function.partition(".")[0] for line in lines})


class DomainStack(StageStack):
    """All functions of one domain, from their lines in `infra.routes` and `infra.consumers`."""

    def __init__(
        self,
        scope: Construct,
        domain: str,
        platform: Platform,
        site: Site,
        api: ApiStack,
        realtime: RealtimeStack,
    ) -> None:
        super().__init__(scope, domain, platform.config)
        self._platform = platform
        self._addresses = {"API_URL": site.api_url, "FRONTEND_URL": site.url}
        self._layers = Layers(self, platform.assets)
        self._releases = Releases(self, platform.config)
        answering: dict[str, lambda_.IFunction] = {}
        for route in ROUTES:
            if route.function.startswith(f"{domain}."):
                if route.function not in answering:
                    function = self._function(route, memory_mb=route.memory_mb)
                    answering[route.function] = self._releases.gradual(
                        function, unless="http-errors"
                    )
                Endpoint(
                    self,
                    route,
                    answering[route.function],
                    http_api=api.http_api,
                    authorizer=api.authorizer,
                )
        for action in SOCKET_ROUTES:
            if action.function.startswith(f"{domain}."):
                handling = self._releases.gradual(self._function(action), unless="socket-errors")
                SocketAction(self, action, handling, socket_api=realtime.socket_api)
        for line in CONSUMERS:
            if line.function.startswith(f"{domain}."):
                self._add(line)

    def _add(self, line: Line) -> None:
        match line:
            case Consumer():
                retried = self._fed_by_queue(line, STANDARD_MB)
                consuming.deliver(retried, bus=self._platform.bus, names=line.on, where=line.where)
            case BucketReader():
                retried = self._fed_by_queue(line, line.memory_mb)
                bucket = self._platform.buckets[line.bucket]
                consuming.tell_of_objects(retried, bucket)
            case MailFeedbackReader():
                retried = self._fed_by_queue(line, STANDARD_MB)
                sent_by = self._platform.config.prefix
                consuming.tell_of_mail_feedback(retried, sent_by)
            case StreamReader():
                stream = self._platform.streams[line.table]
                failures = self._platform.stream_failures
                reader = self._function(line, *consuming.read_stream(stream, failures))
                live = self._releases.immediate(reader)
                consuming.poll_stream(reader, live, stream, failures)
            case TimersReader():
                queue = self._platform.timers_queue
                reader = self._function(line, consuming.receive(queue))
                live = self._releases.immediate(reader)
                consuming.poll_queue(reader, live, queue, max_concurrency=self._at_once(line))
            case Scheduled():
                function = self._function(line)
                live = self._releases.immediate(function)
                consuming.run_every(function, live, line.every_days)
            case AtDeployment():
                function = self._function(line, timeout_seconds=line.timeout_seconds)
                consuming.run_at_deployment(function, function.function)

    def _fed_by_queue(
        self, line: Consumer | BucketReader | MailFeedbackReader, memory_mb: int
    ) -> RetriedQueue:
        config = self._platform.config
        # Locally a message that failed comes back after seconds, and none waits for others:
        # developers wait for it. In less time fewer are handled.
        haste = 1 if config.is_aws else LOCAL_HASTE
        timeout = line.timeout_seconds // haste
        gather, batch_size = 0, BATCH_SIZE // haste
        if config.is_aws and isinstance(line, Consumer):
            gather, batch_size = line.gather_seconds, line.batch_size
        name = line.function.replace(".", "-")
        retried = RetriedQueue(
            self,
            f"{name}-queue",
            name=name,
            config=config,
            dead_letters=self._platform.dead_letters,
            timeout_seconds=timeout,
            gather_seconds=gather,
        )
        function = self._function(
            line,
            consuming.receive(retried.queue),
            memory_mb=memory_mb,
            timeout_seconds=timeout,
        )
        consuming.poll_queue(
            function,
            self._releases.immediate(function),
            retried.queue,
            max_concurrency=self._at_once(line),
            batch_size=batch_size,
            gather_seconds=gather,
        )
        return retried

    def _at_once(
        self, line: Consumer | BucketReader | MailFeedbackReader | TimersReader
    ) -> int | None:
        """Returns the calls of a consumer that run at once; the emulator knows no such limit."""
        return line.max_concurrency if self._platform.config.is_aws else None

    def _function(
        self,
        line: Route | SocketRoute | Line,
        *source: Grant,
        memory_mb: int = STANDARD_MB,
        timeout_seconds: int = DEFAULT_TIMEOUT_SECONDS,
    ) -> Function:
        return Function(
            self,
            line.function,
            platform=self._platform,
            layers=self._layers,
            grants=[*source, *self._platform.grants(line.uses)],
            environment={**self._addresses, **self._platform.environment(line.uses)},
            memory_mb=memory_mb,
            timeout_seconds=timeout_seconds,
        )
