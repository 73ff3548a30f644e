/** The most urgent of what waits for me, on one sheet with one button; nothing where nothing does. */
export function Waiting() {
  return null;
}
