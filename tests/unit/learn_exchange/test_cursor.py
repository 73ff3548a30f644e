"""Cursors: opaque, tied to their list, and exact while rows come and go."""

import string
from base64 import urlsafe_b64encode
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn_exchange import cursor
from learn_exchange.problems import MalformedRequest

checked = settings(deadline=None, derandomize=True, max_examples=200)

PREFIX = "FOLLOW#"
positions = st.text(string.printable[:95], min_size=1, max_size=40)
# Few letters, so that some positions begin with others.
rows = st.text("AB~ ", min_size=1, max_size=4)


def between(table: set[str], bounds: tuple[str, str]) -> list[str]:
    """Returns the sort keys that DynamoDB finds: it compares UTF-8, and includes both bounds."""
    low, high = (bound.encode() for bound in bounds)
    return sorted(key for key in table if low <= key.encode() <= high)


@checked
@given(scope=st.text(), position=positions)
def test_a_cursor_gives_back_its_position(scope: str, position: str) -> None:
    text = cursor.encode(scope, position)

    assert cursor.decode(scope, text) == position
    assert set(text) <= set(string.ascii_letters + string.digits + "-_")


def test_the_first_page_has_no_position() -> None:
    assert cursor.decode("a list", None) is None


@checked
@given(scope=st.text(), other=st.text(), position=positions)
def test_a_cursor_of_another_list_is_refused(scope: str, other: str, position: str) -> None:
    if scope == other:
        return
    with pytest.raises(MalformedRequest):
        cursor.decode(other, cursor.encode(scope, position))


@checked
@given(position=positions, data=st.data())
def test_a_cursor_whose_list_was_tampered_with_is_refused(
    position: str, data: st.DataObject
) -> None:
    text = cursor.encode("a list", position)
    place = data.draw(st.integers(0, 7))
    other = data.draw(st.sampled_from(string.ascii_letters))
    tampered = text[:place] + other + text[place + 1 :]
    if tampered == text:
        return
    with pytest.raises(MalformedRequest):
        cursor.decode("a list", tampered)


@checked
@given(text=st.one_of(st.text(), st.binary().map(lambda data: urlsafe_b64encode(data).decode())))
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(MalformedRequest):
        cursor.decode("a list", text)


@pytest.mark.parametrize("position", ["", "\0", "a\nb", "é", "\x7f"])
def test_a_position_that_we_never_hand_out_is_refused(position: str) -> None:
    with pytest.raises(MalformedRequest):
        cursor.decode("a list", cursor.encode("a list", position))


@checked
@given(one=st.uuids(), position=positions)
def test_in_a_list_of_ids_only_an_id_is_a_position(one: UUID, position: str) -> None:
    assert cursor.decode_id("a list", cursor.encode("a list", str(one))) == str(one)
    assert cursor.decode_id("a list", None) is None
    for made_up in (position, f"{one} ", f"{{{one}}}", one.hex, str(one)[:-1]):
        with pytest.raises(MalformedRequest):
            cursor.decode_id("a list", cursor.encode("a list", made_up))
    with pytest.raises(MalformedRequest):
        cursor.decode_id("another list", cursor.encode("a list", str(one)))


@checked
@given(
    before=st.sets(rows, max_size=12),
    changes=st.lists(st.tuples(st.sets(rows, max_size=3), st.sets(rows, max_size=3)), max_size=8),
    limit=st.integers(1, 4),
    rising=st.booleans(),
)
def test_paging_neither_skips_nor_repeats_while_rows_come_and_go(
    before: set[str], changes: list[tuple[set[str], set[str]]], limit: int, *, rising: bool
) -> None:
    table = {PREFIX + row for row in before} | {"EARLIER#A", "FOLLOX", "FOLLOW", "LATER#A"}
    there_all_the_time = set(before)
    shown: list[str] = []
    given_cursor = None
    changing = iter(changes)
    while True:
        position = cursor.decode("a list", given_cursor)
        make_range = cursor.range_after if rising else cursor.range_before
        found = between(table, make_range(PREFIX, position))
        page, given_cursor = cursor.cut(
            (key.removeprefix(PREFIX) for key in (found if rising else reversed(found))),
            limit,
            "a list",
            lambda row: row,
        )
        assert len(page) <= limit
        shown += page
        assert len(set(shown)) == len(shown), "a row is shown twice"
        if given_cursor is None:
            break
        added, removed = next(changing, (set(), set()))
        there_all_the_time -= removed
        table = (table | {PREFIX + row for row in added}) - {PREFIX + row for row in removed}

    assert shown == sorted(shown, reverse=not rising)
    assert there_all_the_time <= set(shown)
    assert all(not row.startswith(("EARLIER", "LATER", "FOLLO")) for row in shown)


def test_the_last_page_has_no_cursor() -> None:
    assert cursor.cut(iter("abc"), 3, "a list", str) == (["a", "b", "c"], None)
    assert cursor.cut(iter(""), 3, "a list", str) == ([], None)
    page, following = cursor.cut(iter("abcd"), 3, "a list", str)
    assert (page, cursor.decode("a list", following)) == (["a", "b", "c"], "c")


def test_no_more_rows_are_read_than_needed() -> None:
    endless = iter(int, 1)

    assert cursor.cut(endless, 2, "a list", str)[0] == [0, 0]
