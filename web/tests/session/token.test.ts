import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SignedIn } from "~/api/http";
import { timeLeft, tokenOf } from "~/session/token";

const NOON = Date.parse("2026-12-03T12:00:00Z");
const answer = (expiresIn: number) =>
  ({ accessToken: "a", expiresIn, user: { id: "ana" } }) as SignedIn;

beforeEach(() => void vi.useFakeTimers({ now: NOON }));
afterEach(() => void vi.useRealTimers());

it("is used until half a minute before its expiry", () => {
  const token = tokenOf(answer(900), new Date(NOON).toUTCString());
  expect(timeLeft(token)).toBe(870_000);
  vi.setSystemTime(NOON + 871_000);
  expect(timeLeft(token)).toBeLessThan(0);
});

it.each([-3, 0, 3])("lives as long on a device whose clock is %i hours wrong", (hours) => {
  vi.setSystemTime(NOON + hours * 3_600_000);
  const token = tokenOf(answer(900), new Date(NOON).toUTCString());
  expect(timeLeft(token)).toBe(870_000);
});

it("that lives shortly is used for most of its life", () => {
  expect(timeLeft(tokenOf(answer(20), null))).toBe(15_000);
});
