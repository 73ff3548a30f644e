/** A cell of the week, by its hour and its day from 0 on. */
export interface Place {
  hour: number;
  day: number;
}

const LAST_DAY = 6;

/**
 * Returns where a key leads to in the week, as the pattern "grid" of the ARIA guide has it; a number
 * for so many weeks away.
 */
export function placeAfter(
  key: string,
  { hour, day }: Place,
  /** The hours that are not folded. */
  hours: readonly number[],
  rightToLeft: boolean,
): Place | number | null {
  const row = hours.indexOf(hour);
  const towards = rightToLeft ? -1 : 1;
  const sideways = (days: number) => ({ hour, day: Math.min(LAST_DAY, Math.max(0, day + days)) });
  switch (key) {
    case "ArrowUp":
      return { hour: hours[row - 1] ?? hour, day };
    case "ArrowDown":
      return { hour: hours[row + 1] ?? hour, day };
    case "ArrowLeft":
      return sideways(-towards);
    case "ArrowRight":
      return sideways(towards);
    case "Home":
      return { hour, day: 0 };
    case "End":
      return { hour, day: LAST_DAY };
    case "PageUp":
      return -1;
    case "PageDown":
      return 1;
    default:
      return null;
  }
}
