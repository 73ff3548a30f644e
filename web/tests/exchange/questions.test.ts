import { describe, expect, it } from "vitest";
import { questionFor, questionsOf, waitingIn, waitsForMe } from "~/exchange/questions";
import { anExchange, aSession } from "./builders";

const BEFORE = Date.parse("2026-12-03T16:00Z");
const DURING = Date.parse("2026-12-03T17:30Z");
const AFTER = Date.parse("2026-12-03T18:00Z");

const kindOf = (exchange: Parameters<typeof questionsOf>[0], now = BEFORE) =>
  questionsOf(exchange, now)[0]?.kind;

describe("the question that is open", () => {
  it.each([
    ["answer", anExchange({ status: "pending", can: ["accept", "decline"] })],
    ["asked", anExchange({ status: "pending", can: ["cancel"] })],
    ["plan", anExchange({ can: ["cancel", "createSession"] })],
    ["done", anExchange({ status: "completed" })],
    ["over", anExchange({ status: "canceled", cancelReason: "declined" })],
    ["times", withSession({ status: "proposed", can: ["acceptSession", "cancelSession"] })],
    ["proposed", withSession({ status: "proposed", can: ["cancelSession"] })],
    ["next", withSession({ can: ["rescheduleSession", "cancelSession"] })],
    ["accused", withSession({ status: "no_show", can: ["contestNoShow"] })],
    ["contested", withSession({ status: "no_show", can: ["markCompleted"] })],
    ["rate", withSession({ status: "completed", can: ["rate"] })],
  ] as const)("is %s", (kind, exchange) => {
    expect(kindOf(exchange)).toBe(kind);
  });

  it("follows the time of an agreed session", () => {
    const agreed = withSession({ can: ["markCompleted", "reportNoShow"] });
    expect([BEFORE, DURING, AFTER].map((now) => kindOf(agreed, now))).toEqual([
      "next",
      "running",
      "took-place",
    ]);
  });

  it("is whether it took place as soon as that can be said, though it was read before", () => {
    const from = "2026-12-03T17:00:00.000Z";
    const read = withSession({ upcomingActions: [{ name: "markCompleted", from, until: null }] });
    expect([BEFORE, DURING, AFTER].map((now) => kindOf(read, now))).toEqual([
      "next",
      "running",
      "took-place",
    ]);
  });

  it("waits for the other once I have said that it took place", () => {
    expect(kindOf(withSession({}), AFTER)).toBe("marked");
  });

  it("puts what is urgent first, and of equals the earlier session", () => {
    const later = aSession({ id: "later", scheduledTime: "2026-12-08T17:00:00.000Z" });
    const exchange = anExchange({
      sessions: [
        later,
        aSession({ id: "next" }),
        aSession({ id: "old", status: "completed", can: ["rate"] }),
      ],
    });
    expect(questionsOf(exchange, BEFORE).map(({ session }) => session?.id)).toEqual([
      "old",
      "next",
      "later",
    ]);
  });

  it("is of no session that is canceled or concluded", () => {
    const exchange = anExchange({
      sessions: [aSession({ status: "canceled" }), aSession({ status: "completed" })],
    });
    expect(questionsOf(exchange, BEFORE)).toEqual([{ kind: "plan" }]);
  });
});

describe("the question on the page", () => {
  const rate = aSession({ id: "rate", status: "completed", can: ["rate"] });
  const next = aSession({ id: "next" });
  const all = questionsOf(anExchange({ status: "completed", sessions: [rate, next] }), BEFORE);

  it("is of the session that one came for", () => {
    expect(questionFor(all, "next")?.session?.id).toBe("next");
  });

  it("is the most urgent one where one came for none, or for one that is closed", () => {
    expect(questionFor(all, undefined)?.session?.id).toBe("rate");
    expect(questionFor(all, "gone")?.session?.id).toBe("rate");
  });
});

describe("what waits for me", () => {
  it("is each exchange that I have to do something in, once, the most urgent first", () => {
    const asked = anExchange({ id: "asked", status: "pending", can: ["accept"] });
    const mine = anExchange({ id: "mine", status: "pending", can: ["cancel"] });
    const rate = anExchange({
      id: "rate",
      sessions: [aSession({ status: "completed", can: ["rate"] })],
    });
    const waiting = waitingIn([mine, rate, asked], BEFORE);
    expect(waiting.map(({ exchange }) => exchange.id)).toEqual(["asked", "rate"]);
  });

  it("is nothing that only the other can do", () => {
    expect(waitsForMe({ kind: "proposed" })).toBe(false);
    expect(waitsForMe({ kind: "next" })).toBe(false);
  });
});

function withSession(parts: Parameters<typeof aSession>[0]) {
  return anExchange({ sessions: [aSession(parts)] });
}
