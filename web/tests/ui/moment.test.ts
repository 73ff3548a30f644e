import { describe, expect, it } from "vitest";
import { alike, clockFrom, clockIn, type Moment, scaleOf } from "~/ui/moment";

function moment(start: string, minutes: number, mine: string, theirs: string): Moment {
  const instant = Date.parse(start);
  return {
    start: instant,
    end: instant + minutes * 60_000,
    mine: clockIn(mine, instant, minutes),
    theirs: clockIn(theirs, instant, minutes),
  };
}

const texts = (marks: { text: string }[]) => marks.map(({ text }) => text).join(" ");

describe("the double rule", () => {
  it("has the same hour under each other on both clocks", () => {
    const scale = scaleOf(
      moment("2026-11-29T16:00Z", 60, "Europe/Berlin", "America/Mexico_City"),
      6,
    );
    expect(texts(scale.mine)).toBe("16 17 18 19 20");
    expect(texts(scale.theirs)).toBe("09 10 11 12 13");
    expect(scale.mine.map(({ at }) => at)).toEqual(scale.theirs.map(({ at }) => at));
    expect(scale.mine.filter(({ edge }) => edge).map(({ text }) => text)).toEqual(["17", "18"]);
  });

  it("shifts the numbers of a zone that is half an hour off", () => {
    const scale = scaleOf(moment("2026-12-03T17:00Z", 60, "Europe/Berlin", "Asia/Kolkata"), 6);
    expect(scale.theirs[0]).toMatchObject({ at: 0.5, text: "21" });
    expect(scale.theirs.some(({ edge }) => edge)).toBe(false);
  });

  it("begins at a whole hour of mine, and the stretch lies where it belongs", () => {
    const scale = scaleOf(moment("2026-12-03T17:30Z", 90, "Europe/Berlin", "Europe/Lisbon"), 6);
    expect(scale.block).toEqual({ at: 2.5, length: 1.5 });
    expect(scale.mine[0]).toMatchObject({ at: 1, text: "17" });
  });

  it("shows the hour that is skipped or comes twice as clocks do", () => {
    const forward = scaleOf(moment("2027-03-28T00:00Z", 60, "Europe/Berlin", "Asia/Tokyo"), 6);
    expect(texts(forward.mine)).toBe("00 01 03 04 05");
    const back = scaleOf(moment("2026-10-25T00:00Z", 60, "Europe/Berlin", "Asia/Tokyo"), 6);
    expect(texts(back.mine)).toBe("01 02 02 03 04");
  });

  it("grows for sessions that are longer than it", () => {
    const scale = scaleOf(moment("2026-12-03T17:00Z", 300, "Europe/Berlin", "Asia/Tokyo"), 6);
    expect(scale.hours).toBe(7);
  });
});

describe("the end on a clock", () => {
  it("takes the change of the clocks into account", () => {
    const start = Date.parse("2027-03-28T00:30Z");
    expect(clockFrom("2027-03-28T01:30", start, 60, "Europe/Berlin").end).toBe("2027-03-28T03:30");
  });

  it("keeps the local time that the server gave, whatever this browser knows of the zone", () => {
    const start = Date.parse("2026-12-03T17:00Z");
    expect(clockFrom("2026-12-03T19:00:00", start, 60, "Europe/Berlin")).toEqual({
      timeZone: "Europe/Berlin",
      start: "2026-12-03T19:00",
      end: "2026-12-03T20:00",
    });
  });

  it("is alike in zones that show the same", () => {
    const { mine, theirs } = moment("2026-12-03T17:00Z", 60, "Europe/Berlin", "Europe/Madrid");
    expect(theirs && alike(mine, theirs)).toBe(true);
  });
});
