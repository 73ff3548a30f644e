import { expect, it } from "vitest";
import { Following } from "~/chat/following";

const at = (scrollOffset: number, scrollSize = 1000) => ({
  scrollOffset,
  scrollSize,
  viewportSize: 400,
});

function following(...places: [offset: number, size?: number][]): boolean {
  const log = new Following(true);
  for (const place of places) log.note(at(...place), true);
  return log.on;
}

it("the log follows what comes while it is at its end", () => {
  expect(following([600])).toBe(true);
});

it("it goes on to follow when more is added than it has scrolled to yet", () => {
  expect(following([600], [600, 1200], [620, 1200], [700, 1500])).toBe(true);
});

it("it stays where somebody has scrolled back to, until they are at the end again", () => {
  expect(following([600], [400])).toBe(false);
  expect(following([600], [400], [400, 1200])).toBe(false);
  expect(following([600], [400], [590])).toBe(true);
});

it("it goes on to follow when what stands above becomes smaller", () => {
  expect(following([600, 1100], [540, 1000])).toBe(true);
});

it("it stays where somebody has scrolled back to while what stands above becomes smaller", () => {
  expect(following([600, 1100], [0, 1000])).toBe(false);
  expect(following([600, 1100], [0, 1000], [0, 1200])).toBe(false);
});

it("the end of what is loaded is not the end where more was said, and a gap does not end following", () => {
  const log = new Following(false);
  log.note(at(600), false);
  expect(log.on).toBe(false);
  log.note(at(600), true);
  log.note(at(600), false);
  expect(log.on).toBe(true);
});
