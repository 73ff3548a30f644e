import type { SentFrame } from "./types";

type Send = (frame: SentFrame) => boolean;

const nowhere: Send = () => false;
let send = nowhere;

/** Says where frames go while the page is live; without `by`, nowhere. */
export function connectWire(by: Send = nowhere): void {
  send = by;
}

/** Sends a frame by the live socket; false: there is none, and nothing was sent. */
export function sendFrame(frame: SentFrame): boolean {
  return send(frame);
}
