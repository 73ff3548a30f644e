import { describe, expect, it } from "vitest";
import type { NotificationView } from "~/api/http";
import { groupsOf } from "~/notifications/groups";

const NOW = new Date(2026, 10, 30, 9).getTime();

function at(...when: [number, number, number, number]): NotificationView {
  return { id: when.join(), updatedAt: new Date(...when).toISOString() } as NotificationView;
}

describe("the list of notifications", () => {
  it("is parted by today, the last seven days, and before", () => {
    const list = [
      at(2026, 10, 30, 8),
      at(2026, 10, 30, 0),
      at(2026, 10, 29, 23),
      at(2026, 10, 24, 0),
      at(2026, 10, 23, 23),
    ];
    expect(groupsOf(list, NOW).map(({ name, items }) => [name, items.length])).toEqual([
      ["today", 2],
      ["week", 2],
      ["earlier", 1],
    ]);
  });

  it("has no part without anything in it", () => {
    expect(groupsOf([at(2026, 0, 1, 1)], NOW).map(({ name }) => name)).toEqual(["earlier"]);
  });
});
