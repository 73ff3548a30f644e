import { describe, expect, it } from "vitest";
import { clock, dayLine, hoursAhead, shortTime } from "~/chat/times";

const at = (day: number, hour = 12) => new Date(2026, 10, day, hour).getTime();
const NOW = at(30);

describe("the line above a day", () => {
  it.each([
    [at(30, 0), "en", "Today"],
    [at(29, 23), "en", "Yesterday"],
    [at(28), "en-GB", "Saturday 28 November"],
    [at(29, 1), "es", "Ayer"],
    [new Date(2025, 11, 31, 12).getTime(), "en-GB", "Wednesday, 31 December 2025"],
  ])("says what people call it", (day, language, words) => {
    expect(dayLine(day, NOW, language)).toBe(words);
  });
});

describe("the time in the list", () => {
  it.each([
    [at(30, 5), "05:00"],
    [at(28), "Sat"],
    [new Date(2026, 9, 29, 12).getTime(), "29 Oct"],
  ])("is as short as it can be", (instant, words) => {
    expect(shortTime(instant, NOW, "en-GB")).toBe(words);
  });
});

describe("the other's clock", () => {
  const instant = Date.UTC(2026, 10, 30, 7, 5);

  it("shows their time of 24 hours", () => {
    expect(clock(instant, "en", "America/Mexico_City")).toBe("01:05");
  });

  it.each([
    ["America/Mexico_City", -7],
    ["Asia/Kolkata", 4.5],
    ["Europe/Berlin", 0],
  ])("is so many hours ahead of mine", (zone, hours) => {
    expect(hoursAhead(zone, "Europe/Berlin", instant)).toBe(hours);
  });
});
