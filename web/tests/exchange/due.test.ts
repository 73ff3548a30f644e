import { describe, expect, it } from "vitest";
import { untilChange } from "~/exchange/due";
import { anExchange, aSession } from "./builders";

const NOW = Date.parse("2026-12-03T16:00Z");
const MINUTE = 60_000;
const at = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();

/** A session that can be marked as completed after so many minutes. */
const upcoming = (minutes: number) =>
  anExchange({
    sessions: [
      aSession({ upcomingActions: [{ name: "markCompleted", from: at(minutes), until: null }] }),
    ],
  });

describe("exchanges are read again", () => {
  it.each([
    ["when an action becomes possible", upcoming(30)],
    ["when a request expires", anExchange({ expiresAt: at(30) })],
    [
      "when an action begins to count",
      anExchange({
        actions: [{ name: "cancel", until: at(90), counted: false, countedAfter: at(30) }],
      } as never),
    ],
  ])("%s", (_, exchange) => {
    expect(untilChange([upcoming(60), exchange], NOW, NOW)).toBe(30 * MINUTE + 2_000);
  });

  it("soon where the instant has passed since they were read, though not all the time", () => {
    expect(untilChange([upcoming(-10)], NOW - 20 * MINUTE, NOW)).toBe(5_000);
    expect(untilChange([upcoming(-10)], NOW, NOW)).toBe(false);
  });

  it("now and then where the instant is far away, and not where there is none", () => {
    expect(untilChange([anExchange(), upcoming(60 * 24 * 60)], NOW, NOW)).toBe(12 * 60 * MINUTE);
    expect(untilChange([anExchange()], NOW, NOW)).toBe(false);
    expect(untilChange([], NOW, NOW)).toBe(false);
  });
});
