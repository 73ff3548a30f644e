"""The section on chat of docs/benchmarks.md."""

from inspect import cleandoc

from tests.bench.chat_emulated import OTHER_PAIRS, ROUNDS, Emulated, Times


def section(emulated: Emulated) -> str:
    """Returns the whole section."""
    storm, echo = emulated.storm, emulated.echo
    soonest, latest = storm.cut_after_s
    introduction = cleandoc(
        f"""
        {emulated.connections} connections to one emulator, on the machine that also runs the
        clients: two people with 20 devices each, and {OTHER_PAIRS} pairs with one each. The direct
        echo is a ping, which is answered to the connection that it came by; all else is beside it
        in the same run, as a ratio of the 95th percentiles. Times judge nothing.
        """
    )
    rows = [
        "| from sending to receiving | median ms | p95 ms | p95 of the echo's |",
        "|---|---|---|---|",
        _row("a ping, to its pong", echo, echo),
        _row(
            f"a message, on each of the 39 other devices of a pair ({ROUNDS} messages)",
            emulated.fan_out,
            echo,
        ),
        _row(
            f"a message, to one device, while {OTHER_PAIRS} people send at once",
            emulated.across,
            echo,
        ),
    ]
    storm_text = cleandoc(
        f"""
        The storm: {storm.messages:,} messages in {storm.conversations} conversations, by three
        devices each whose connections are cut after {soonest:.0f} to {latest:.0f} s and which send
        every tenth frame twice, while with {storm.faulty:.0%} of the messages a call of the sending
        function fails or crashes before or after it is made. It took {emulated.storm_seconds:.0f} s
        ({storm.messages / emulated.storm_seconds:.0f} messages a second); 0 were lost, 0 doubled,
        all were in one order on every device and in both histories, and the unread counts were
        right. (Otherwise this page is not written.)
        """
    )
    return "\n\n".join(["## Chat", introduction, "\n".join(rows), storm_text]) + "\n"


def _row(what: str, times: Times, echo: Times) -> str:
    return f"| {what} | {times.median:.0f} | {times.p95:.0f} | {times.p95 / echo.p95:.1f} |"
