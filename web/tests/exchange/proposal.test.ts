import { describe, expect, it } from "vitest";
import { Failure } from "~/api/failure";
import {
  choiceOf,
  instantOf,
  proposedSlots,
  replaced,
  slotFaults,
  toggled,
} from "~/exchange/proposal";

describe("choosing times", () => {
  it("keeps them in the order of time, and takes one back that is chosen again", () => {
    const two = toggled(toggled([], "2026-12-10T16:00"), "2026-12-08T18:00");
    expect(two.map(({ local }) => local)).toEqual(["2026-12-08T18:00", "2026-12-10T16:00"]);
    expect(toggled(two, "2026-12-08T18:00")).toEqual([{ local: "2026-12-10T16:00" }]);
  });

  it("moves a time, and never has one twice", () => {
    const slots = [{ local: "2026-12-08T18:00" }, { local: "2026-12-08T19:00" }];
    expect(replaced(slots, "2026-12-08T19:00", { local: "2026-12-08T18:00" })).toEqual([
      { local: "2026-12-08T18:00" },
    ]);
  });

  it("sends what the clock shows, and the instant only where it was asked which", () => {
    const instant = Date.parse("2026-10-25T01:30Z");
    expect(
      proposedSlots([{ local: "2026-12-08T18:00" }, { local: "2026-10-25T02:30", instant }]),
    ).toEqual([
      { localTime: "2026-12-08T18:00:00" },
      { scheduledTime: "2026-10-25T01:30:00.000Z" },
    ]);
  });

  it("knows no instant of a time that does not exist", () => {
    expect(instantOf({ local: "2027-03-28T02:30" }, "Europe/Berlin")).toBeUndefined();
  });
});

describe("the server's choices", () => {
  const failure = new Failure(
    422,
    {
      type: "invalid",
      title: "",
      status: 422,
      detail: "",
      instance: "",
      errors: [
        {
          pointer: "/slots/1/localTime",
          detail: "Clocks in that time zone show this time twice: they are put back.",
          choices: ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"],
        },
        { pointer: "/durationMinutes", detail: "Too long." },
      ],
    },
    undefined,
    undefined,
  );

  it("belong to the time that was sent at that place", () => {
    const faults = slotFaults(failure);
    expect([...faults.keys()]).toEqual([1]);
    expect(faults.get(1)?.choices).toHaveLength(2);
  });

  it.each([
    ["2026-10-25T02:30:00+02:00", "2026-10-25T00:30Z", "UTC+2"],
    ["2026-10-25T02:30:00+01:00", "2026-10-25T01:30Z", "UTC+1"],
    ["2026-11-01T01:30:00-04:00", "2026-11-01T05:30Z", "UTC-4"],
    ["2027-04-04T01:45:00+10:30", "2027-04-03T15:15Z", "UTC+10:30"],
  ])("say which instant %s is", (choice, instant, offset) => {
    const found = choiceOf(choice);
    expect(found.offset).toBe(offset);
    expect(found.slot).toEqual({ local: choice.slice(0, 16), instant: Date.parse(instant) });
  });
});
