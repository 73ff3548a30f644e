import { afterEach, expect, it, vi } from "vitest";

afterEach(() => vi.useRealTimers());

async function clock() {
  vi.resetModules();
  return import("~/api/clock");
}

it("takes the server's time where this device's clock is wrong", async () => {
  vi.useFakeTimers({ now: Date.parse("2031-01-01T00:00:00Z") });
  const { hearServerTime, serverNow } = await clock();
  const now = Date.now();
  hearServerTime("Mon, 30 Nov 2026 12:00:00 GMT", now, now);
  expect(serverNow()).toBe(Date.parse("2026-11-30T12:00:00.500Z"));
  vi.setSystemTime(now + 8 * 3_600_000);
  expect(serverNow()).toBe(Date.parse("2026-11-30T20:00:00.500Z"));
});

it("is not moved by seconds that the header leaves out, nor by answers that took long", async () => {
  vi.useFakeTimers({ now: Date.parse("2026-11-30T12:00:00.900Z") });
  const { hearServerTime, serverNow } = await clock();
  const now = Date.now();
  hearServerTime("Mon, 30 Nov 2026 12:00:00 GMT", now, now);
  hearServerTime("Mon, 30 Nov 2026 11:00:00 GMT", now - 20_000, now);
  hearServerTime(null, now, now);
  expect(serverNow()).toBe(now);
});

it("tells those who listen as soon as the server's time is another, and only then", async () => {
  vi.useFakeTimers({ now: Date.parse("2026-11-30T15:00:00Z") });
  const { hearServerTime, onServerTime } = await clock();
  const listener = vi.fn();
  const forget = onServerTime(listener);
  const now = Date.now();
  hearServerTime("Mon, 30 Nov 2026 12:00:00 GMT", now, now);
  hearServerTime("Mon, 30 Nov 2026 12:00:01 GMT", now, now);
  expect(listener).toHaveBeenCalledTimes(1);
  forget();
  hearServerTime("Mon, 30 Nov 2026 13:00:00 GMT", now, now);
  expect(listener).toHaveBeenCalledTimes(1);
});
