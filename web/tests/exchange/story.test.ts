import { expect, it } from "vitest";
import { changesBetween, targetIn } from "~/exchange/acts";
import { placeAfter } from "~/exchange/gridKeys";
import { storyOf } from "~/exchange/story";
import { timeUntil } from "~/exchange/Until";
import { momentOf } from "~/exchange/view";
import { ANA, anExchange, aSession, ME } from "./builders";

const NOW = Date.parse("2026-12-04T12:00Z");

const kinds = (...input: Parameters<typeof storyOf>) => storyOf(...input).map(({ kind }) => kind);

it("tells an exchange newest first", () => {
  const exchange = anExchange({
    sessions: [
      aSession({ id: "held", status: "completed", scheduledTime: "2026-12-01T17:00:00.000Z" }),
      aSession({ id: "open" }),
    ],
  });
  const rating = {
    id: "rating",
    sessionId: "held",
    raterId: ME,
    ratedId: ANA,
    score: 5,
    feedback: "Good.",
    createdAt: "2026-12-02T09:00:00.000Z",
    revealed: false,
    reply: null,
    repliedAt: null,
  };
  expect(kinds(exchange, [rating], ME, NOW)).toEqual([
    "session-waits",
    "you-rated",
    "session-held",
    "accepted",
    "you-asked",
  ]);
});

it("leaves out ratings of other exchanges", () => {
  const other = { sessionId: "another" } as Parameters<typeof storyOf>[1][number];
  expect(kinds(anExchange(), [other], ME, NOW)).toEqual(["accepted", "you-asked"]);
});

it("knows that a canceled exchange was accepted before, and a declined one never", () => {
  const canceled = anExchange({ status: "canceled", cancelReason: "canceled" });
  expect(kinds(canceled, [], ME, NOW)).toEqual(["canceled", "accepted", "you-asked"]);
  const declined = anExchange({ status: "canceled", cancelReason: "declined" });
  expect(kinds(declined, [], ANA, NOW)).toEqual(["declined", "name-asked"]);
});

it("says what has changed since one looked", () => {
  const before = { exchange: anExchange(), session: aSession({ status: "proposed" }) };
  const change = (parts: Parameters<typeof aSession>[0]) =>
    changesBetween(before, {
      exchange: before.exchange,
      session: aSession({ status: "proposed", ...parts }),
    });
  expect(change({ locationDetails: "Park" })).toEqual(["place"]);
  expect(change({ status: "canceled" })).toEqual(["status"]);
  expect(change({ durationMinutes: 90, slots: [] })).toEqual(["times", "length"]);
  expect(change({ revision: 9 })).toEqual(["other"]);
});

it("finds the same session in a newer exchange", () => {
  const session = aSession({ revision: 7 });
  const newer = anExchange({ sessions: [session] });
  expect(targetIn(newer, { exchange: anExchange(), session: aSession() }).session).toBe(session);
});

it("shows the server's local times, and computes only a zone that it was not asked for", () => {
  const session = aSession({ viewerLocalTime: "2026-12-03T19:00:00" });
  const seen = momentOf(session, "Asia/Kolkata");
  expect(seen.mine.start).toBe("2026-12-03T19:00");
  expect(seen.theirs).toEqual({
    timeZone: "Asia/Kolkata",
    start: "2026-12-03T22:30",
    end: "2026-12-03T23:30",
  });
});

it("leads through the week by keys, over what is folded, and mirrored from right to left", () => {
  const hours = [15, 16, 22];
  const from = { hour: 16, day: 2 };
  expect(placeAfter("ArrowDown", from, hours, false)).toEqual({ hour: 22, day: 2 });
  expect(placeAfter("ArrowDown", { hour: 22, day: 2 }, hours, false)).toEqual({ hour: 22, day: 2 });
  expect(placeAfter("ArrowRight", from, hours, false)).toEqual({ hour: 16, day: 3 });
  expect(placeAfter("ArrowRight", from, hours, true)).toEqual({ hour: 16, day: 1 });
  expect(placeAfter("ArrowLeft", { hour: 16, day: 0 }, hours, false)).toEqual({ hour: 16, day: 0 });
  expect(placeAfter("End", from, hours, false)).toEqual({ hour: 16, day: 6 });
  expect(placeAfter("PageDown", from, hours, false)).toBe(1);
  expect(placeAfter("a", from, hours, false)).toBeNull();
});

it("counts down in days, then hours and minutes, then seconds", () => {
  const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
  expect(timeUntil(3 * day + hour, "en")).toBe("in 3 days");
  expect(timeUntil(2 * hour + 5 * minute, "en")).toBe("2 hr 5 min");
  expect(timeUntil(2 * minute + 5 * second, "en")).toBe("2:05");
});
