import { describe, expect, it } from "vitest";
import { rowsOf } from "~/chat/rows";
import { EMPTY, withMessages } from "~/chat/thread";
import { ME, message, messages, TALK } from "./messages";

const MINUTES = (minute: number, day = 29) => new Date(2026, 10, day, 12, minute).toISOString();

function rows(
  found: Parameters<typeof withMessages>[1],
  rest: Partial<Parameters<typeof rowsOf>[0]> = {},
) {
  const thread = withMessages(EMPTY, found);
  return rowsOf({ thread, outgoing: [], me: ME, readBefore: 0, ...rest });
}

const outgoing = (clientId: string) => ({
  clientId,
  conversationId: TALK,
  content: "On its way",
  at: new Date(2026, 10, 29, 12, 5).getTime(),
  refused: null,
});

describe("the lines of the log", () => {
  it("have a line above each day", () => {
    const found = [
      message(1, { sentAt: MINUTES(0, 28) }),
      message(2, { sentAt: MINUTES(1, 28) }),
      message(3, { sentAt: MINUTES(0, 29) }),
    ];
    expect(rows(found).map(({ kind }) => kind)).toEqual([
      "day",
      "message",
      "message",
      "day",
      "message",
    ]);
  });

  it("have no line above the oldest one that is loaded: its day may begin before", () => {
    expect(rows(messages(5, 6)).map(({ kind }) => kind)).toEqual(["message", "message"]);
  });

  it("stay as they are when older ones come before them", () => {
    const before = rows(messages(11, 20));
    const after = rows(messages(1, 20));
    expect(after.slice(-before.length)).toEqual(before);
  });

  it("say the time once for messages that stand together", () => {
    const found = [
      message(1, { sentAt: MINUTES(0) }),
      message(2, { sentAt: MINUTES(1) }),
      message(3, { sentAt: MINUTES(30) }),
      message(4, { sentAt: MINUTES(31), senderId: ME }),
    ];
    const ends = rows(found).flatMap((row) => (row.kind === "message" ? [row.ends] : []));
    expect(ends).toEqual([false, true, true, true]);
  });

  it("mark where the unread ones begin", () => {
    const kinds = rows(messages(1, 4), { readBefore: 2 }).map(({ kind }) => kind);
    expect(kinds).toEqual(["day", "message", "message", "unread", "message", "message"]);
  });

  it("end with what is unsent, and show it once when it is saved", () => {
    const unsent = [outgoing("mine")];
    const waiting = rows([message(1)], { outgoing: unsent }).at(-1);
    expect(waiting).toMatchObject({ kind: "outgoing", key: "mine" });
    const saved = message(2, { senderId: ME, clientId: "mine" });
    const after = rows([message(1), saved], { outgoing: unsent });
    expect(after.filter(({ key }) => key === "mine")).toMatchObject([{ kind: "message" }]);
  });

  it("show how an exchange stands only where it was last told of", () => {
    const about = { event: "ExchangeRequested", exchangeId: "one", sessionId: null } as const;
    const told = [1, 2].map((sequence) => message(sequence, { kind: "exchange", about }));
    const ends = rows(told).flatMap((row) => (row.kind === "message" ? [row.ends] : []));
    expect(ends).toEqual([false, true]);
  });
});
