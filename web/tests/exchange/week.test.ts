import { describe, expect, it } from "vitest";
import { foldNights, isFold, partsOfDay, type Week, weekOf } from "~/exchange/week";

const NONE = { mine: [], theirs: [] };

function week(monday: string, mine: string, theirs: string, changes = {}): Week {
  return weekOf({ monday, mine, theirs, busy: NONE, now: 0, ...changes });
}

const cellAt = ({ rows }: Week, hour: number, day: number) => {
  const cell = rows[hour]?.cells[day];
  if (!cell) throw new Error(`no cell at ${hour}/${day}`);
  return cell;
};

describe("a week on two clocks", () => {
  it("names their hour at each hour of mine", () => {
    const { rows } = week("2026-12-07", "Europe/Berlin", "America/Mexico_City");
    expect(rows[18]?.theirs).toBe("11");
    expect(rows[3]?.theirs).toBe("20");
  });

  it("names minutes where zones are not whole hours apart", () => {
    expect(week("2026-12-07", "Europe/Berlin", "Asia/Kolkata").rows[18]?.theirs).toBe("22:30");
  });

  it("knows their day where it is another than mine", () => {
    const late = cellAt(week("2026-12-07", "Europe/Berlin", "Asia/Tokyo"), 18, 0);
    expect(late.theirs).toBe("2026-12-08T02:00");
  });

  it("has an hour that does not exist, and says which clocks go forward", () => {
    const spring = week("2027-03-22", "Europe/Berlin", "Asia/Tokyo");
    expect(cellAt(spring, 2, 6).instants).toEqual([]);
    expect(cellAt(spring, 2, 5).instants).toHaveLength(1);
    expect(spring.changes).toEqual([{ date: "2027-03-28", whose: "me", minutes: 60 }]);
  });

  it("has an hour that comes twice", () => {
    const autumn = week("2026-10-19", "Europe/Berlin", "Asia/Tokyo");
    expect(cellAt(autumn, 2, 6).instants).toHaveLength(2);
    expect(autumn.changes).toEqual([{ date: "2026-10-25", whose: "me", minutes: -60 }]);
  });

  it("shifts their hours from the day on which only their clocks change", () => {
    const march = week("2027-03-08", "Europe/Berlin", "America/New_York");
    expect(cellAt(march, 18, 5).theirs).toBe("2027-03-13T12:00");
    expect(cellAt(march, 18, 6).theirs).toBe("2027-03-14T13:00");
    expect(march.changes).toEqual([{ date: "2027-03-14", whose: "them", minutes: 60 }]);
  });

  it("knows that Lord Howe moves its clocks by half an hour", () => {
    const october = week("2026-09-28", "Australia/Lord_Howe", "Asia/Tokyo");
    expect(october.changes).toEqual([{ date: "2026-10-04", whose: "me", minutes: 30 }]);
  });

  it("says it once where the clocks of both change alike", () => {
    const spring = week("2027-03-22", "Europe/Berlin", "Europe/Madrid");
    expect(spring.changes).toEqual([{ date: "2027-03-28", whose: "both", minutes: 60 }]);
  });

  it("shades the hours in which somebody is busy, and says who", () => {
    const busy = {
      mine: [{ start: "2026-12-07T17:30:00Z", end: "2026-12-07T18:30:00Z" }],
      theirs: [{ start: "2026-12-07T18:00:00Z", end: "2026-12-07T19:00:00Z" }],
    };
    const shaded = week("2026-12-07", "Europe/Berlin", "Asia/Tokyo", { busy });
    const whose = [17, 18, 19, 20].map((hour) => cellAt(shaded, hour, 0).busy);
    expect(whose).toEqual([null, "me", "both", null]);
  });

  it("knows what is past", () => {
    const now = Date.parse("2026-12-07T17:00Z");
    const begun = week("2026-12-07", "Europe/Berlin", "Asia/Tokyo", { now });
    expect([17, 18, 19].map((hour) => cellAt(begun, hour, 0).past)).toEqual([true, true, false]);
  });
});

describe("nights", () => {
  const { rows } = week("2026-12-07", "Europe/Berlin", "America/Mexico_City");

  it("are folded, each with who sleeps", () => {
    const parts = foldNights(rows, () => false);
    const folds = parts.filter(isFold).map(({ whose, rows }) => [whose, rows.length]);
    expect(folds).toEqual([
      ["me", 8],
      ["them", 7],
    ]);
    const open = parts.flatMap((part) => (isFold(part) ? [] : [part.hour]));
    expect(open).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23]);
  });

  it("stay open where they were opened", () => {
    const parts = foldNights(rows, ({ hour }) => hour === 9);
    expect(parts.filter(isFold).map(({ whose }) => whose)).toEqual(["me"]);
  });

  it("lose no hour", () => {
    const hours = foldNights(rows, () => false).flatMap((part) =>
      isFold(part) ? part.rows.map(({ hour }) => hour) : [part.hour],
    );
    expect(hours).toEqual(rows.map(({ hour }) => hour));
  });

  it("are not folded where nothing would be left", () => {
    const asleep = rows.map((row) => ({ ...row, asleep: "me" as const }));
    expect(foldNights(asleep, () => false)).toHaveLength(24);
  });
});

describe("a day on the phone", () => {
  it("joins hours that are taken, and leaves out those that are over or do not exist", () => {
    const busy = {
      mine: [{ start: "2026-12-07T16:00:00Z", end: "2026-12-07T18:00:00Z" }],
      theirs: [],
    };
    const now = Date.parse("2026-12-07T14:00Z");
    const { rows } = week("2026-12-07", "Europe/Berlin", "Asia/Tokyo", { busy, now });
    const parts = partsOfDay(0, rows.slice(14, 21));
    expect(parts.map((part) => ("busy" in part ? [part.from, part.to] : part.cell.local))).toEqual([
      "2026-12-07T16:00",
      ["2026-12-07T17:00", "2026-12-07T19:00"],
      "2026-12-07T19:00",
      "2026-12-07T20:00",
    ]);
  });
});
