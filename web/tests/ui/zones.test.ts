import { describe, expect, it } from "vitest";
import { instantsOf, localAt, mondayOf, offsetAt, plusDays, plusMinutes } from "~/ui/zones";

const at = (iso: string) => Date.parse(iso);

describe("what clocks show", () => {
  it.each([
    ["Europe/Berlin", "2026-12-03T17:00Z", "2026-12-03T18:00"],
    ["Asia/Kolkata", "2026-12-03T20:00Z", "2026-12-04T01:30"],
    ["America/New_York", "2026-07-01T02:00Z", "2026-06-30T22:00"],
    ["Australia/Lord_Howe", "2026-12-03T17:00Z", "2026-12-04T04:00"],
    ["Australia/Lord_Howe", "2026-07-03T17:00Z", "2026-07-04T03:30"],
    ["Pacific/Kiritimati", "2026-12-03T17:00Z", "2026-12-04T07:00"],
  ])("in %s at %s is %s", (zone, instant, local) => {
    expect(localAt(at(instant), zone)).toBe(local);
  });

  it("knows offsets that are no whole hours", () => {
    expect(offsetAt(at("2026-12-03T17:00:42Z"), "Asia/Kathmandu")).toBe((5 * 60 + 45) * 60_000);
  });
});

describe("the instants of a local time", () => {
  it("are one on most days, and clocks show it there", () => {
    expect(instantsOf("2026-12-03T18:00", "Europe/Berlin")).toEqual([at("2026-12-03T17:00Z")]);
  });

  it.each([
    ["Europe/Berlin", "2027-03-28T02:30"],
    ["America/New_York", "2027-03-14T02:00"],
    ["Australia/Lord_Howe", "2026-10-04T02:15"],
  ])("are none where %s skips %s", (zone, local) => {
    expect(instantsOf(local, zone)).toEqual([]);
  });

  it.each([
    ["Europe/Berlin", "2026-10-25T02:30", ["2026-10-25T00:30Z", "2026-10-25T01:30Z"]],
    ["America/New_York", "2026-11-01T01:00", ["2026-11-01T05:00Z", "2026-11-01T06:00Z"]],
    // The clocks of Lord Howe go back by half an hour.
    ["Australia/Lord_Howe", "2027-04-04T01:45", ["2027-04-03T14:45Z", "2027-04-03T15:15Z"]],
  ])("are two where %s shows %s twice", (zone, local, instants) => {
    expect(instantsOf(local, zone)).toEqual(instants.map(at));
  });

  it("are found on both sides of a change, to the minute", () => {
    expect(instantsOf("2027-03-28T01:59", "Europe/Berlin")).toEqual([at("2027-03-28T00:59Z")]);
    expect(instantsOf("2027-03-28T03:00", "Europe/Berlin")).toEqual([at("2027-03-28T01:00Z")]);
  });
});

describe("the calendar", () => {
  it("begins a week on Monday, also that of a Sunday and over the turn of a year", () => {
    expect(mondayOf("2026-12-07")).toBe("2026-12-07");
    expect(mondayOf("2026-12-13")).toBe("2026-12-07");
    expect(mondayOf("2027-01-01")).toBe("2026-12-28");
  });

  it("counts days and minutes over ends of months", () => {
    expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(plusMinutes("2026-12-31T23:30", 60)).toBe("2027-01-01T00:30");
  });
});
