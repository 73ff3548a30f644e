"""Deployments can fail and be repeated: nothing changes or stays behind without being asked for."""

from collections.abc import Callable

from tests.support.synthesis import Synthesis

KEPT = {"GlobalTable", "Bucket", "Secret", "ScheduleGroup"}
# The setting of the account by which API Gateway writes logs, which all its APIs share.
OF_THE_ACCOUNT = {"Account", "Role"}


def kind_of(ref: str) -> str:
    return ref.partition(" ")[0].removeprefix("<")


def test_a_second_synthesis_is_the_same_byte_for_byte(
    aws: Synthesis, synthesise: Callable[[str], Synthesis]
) -> None:
    first, second = (
        {path.name: path.read_bytes() for path in made.directory.glob("*.template.json")}
        for made in (aws, synthesise("aws again"))
    )
    assert first
    assert first == second


def test_nothing_that_a_failed_creation_leaves_behind_blocks_the_next_one(aws: Synthesis) -> None:
    kept = [resource for resource in aws.resources if resource.policy == "Retain"]
    assert {kind_of(resource.ref) for resource in kept} == OF_THE_ACCOUNT
    names = {name for resource in kept for name in resource.properties if name.endswith("Name")}
    assert names == set()


def test_data_are_kept_once_they_are_created(aws: Synthesis) -> None:
    data = [resource for resource in aws.resources if kind_of(resource.ref) in KEPT]
    assert {resource.policy for resource in data} == {"RetainExceptOnCreate"}


def test_a_stage_of_developers_goes_with_its_stacks(
    synthesise: Callable[[str], Synthesis],
) -> None:
    developers = synthesise("developers")
    data = [resource for resource in developers.resources if kind_of(resource.ref) in KEPT]
    assert data
    assert {resource.policy for resource in data} == {"Delete"}
    buckets = {bucket.ref for bucket in developers.of_kind("Bucket")}
    emptied = developers.of_kind("S3AutoDeleteObjects")
    assert {resource.properties["BucketName"] for resource in emptied} == buckets
    for table in developers.of_kind("GlobalTable"):
        [replica] = table.properties["Replicas"]
        assert replica["DeletionProtectionEnabled"] is False
        recovery = replica["PointInTimeRecoverySpecification"]
        assert recovery == {"PointInTimeRecoveryEnabled": False}
    for artifact in developers.manifest.values():
        assert not artifact["properties"].get("terminationProtection")
    assert developers.of_kind("Alarm") == []


def test_an_identity_that_exists_is_used_and_not_made(
    aws: Synthesis, synthesise: Callable[[str], Synthesis]
) -> None:
    assert aws.of_kind("EmailIdentity")
    developers = synthesise("developers")
    assert developers.of_kind("EmailIdentity") == []
    [policy] = developers.role_of("auth.send_mail").properties["Policies"]
    assert "identity/example.com" in str(policy)
