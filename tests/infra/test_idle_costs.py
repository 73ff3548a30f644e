"""The model of costs counts what a stage has that costs money while nobody comes, and all of it."""

from collections.abc import Callable

from tests.bench.cost_model import IDLE_LIMITS, idle
from tests.support.synthesis import Synthesis

# What costs money by the hour or the month, and is in the model.
PRICED = {"Alarm", "Dashboard", "EventSourceMapping", "Secret"}
# What costs nothing, or nothing while it is not used. The first two budgets of an account are free.
FREE = {
    *("Account", "Alias", "Api", "Application", "ApplicationStage", "Authorizer", "Bucket"),
    *("BucketPolicy", "Budget", "CDKBucketDeployment", "ConfigurationSet", "CustomResource"),
    *("ConfigurationSetEventDestination", "DeploymentGroup", "Distribution", "EdgeFunction"),
    *("EmailIdentity", "EventBus", "Function", "GlobalTable", "Integration", "LayerVersion"),
    *("LogGroup", "MetricFilter", "OriginAccessControl", "OriginRequestPolicy", "Permission"),
    *("Queue", "QueuePolicy", "QueryDefinition", "ResponseHeadersPolicy", "Role", "Route"),
    *("Rule", "S3AutoDeleteObjects", "ScheduleGroup", "Stage", "Subscription", "Topic"),
    *("CachePolicy", "Policy", "TopicPolicy", "Version"),
}


def test_nothing_else_costs_money_while_nobody_comes(
    aws: Synthesis, synthesise: Callable[[str], Synthesis]
) -> None:
    for stage in (aws, synthesise("developers")):
        kinds = {resource.ref.partition(" ")[0].removeprefix("<") for resource in stage.resources}
        assert kinds - PRICED - FREE == set()


def test_the_model_counts_what_is_in_the_templates(
    aws: Synthesis, synthesise: Callable[[str], Synthesis]
) -> None:
    for name, stage in (("prod", aws), ("dev", synthesise("developers"))):
        polled = [
            mapping
            for mapping in stage.of_kind("EventSourceMapping")
            if "<Queue " in mapping.properties["EventSourceArn"]
        ]
        polls = len(polled) * 5 * 730 * 3600 / 20
        watched = sum(
            "MetricStat" in query
            for alarm in stage.of_kind("Alarm")
            for query in alarm.properties["Metrics"]
        )
        dollars = (
            polls * 0.4e-6
            + len(stage.of_kind("Secret")) * 0.40
            + watched * 0.10
            + len(stage.of_kind("Dashboard")) * 3
        )
        assert round(idle(name).total, 6) == round(dollars, 6)
        assert dollars <= IDLE_LIMITS[name]
