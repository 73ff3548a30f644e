/** So near to the end, one is taken to be there. */
const NEAR = 48;

/** Where a log is scrolled to, in pixels. */
interface Place {
  scrollOffset: number;
  scrollSize: number;
  viewportSize: number;
}

/**
 * Whether the log follows what comes: it stays at its end until somebody scrolls back. That something
 * was added, and the end is further away for a moment, is no scrolling back.
 */
export class Following {
  private offset = 0;
  private size = 0;

  constructor(public on: boolean) {}

  /** Takes in where the log is now; `isLast`: nothing comes after what is loaded of it. */
  note({ scrollOffset, scrollSize, viewportSize }: Place, isLast: boolean): void {
    // Where lines turn out smaller than they were taken to be, the log moves back by that at most.
    const shrunk = Math.max(this.size - scrollSize, 0);
    const wentBack = this.offset - scrollOffset > shrunk;
    this.offset = scrollOffset;
    this.size = scrollSize;
    if (scrollSize - viewportSize - scrollOffset < NEAR) this.on ||= isLast;
    else if (wentBack) this.on = false;
  }
}
