/** A text as it is compared: case, width and spacing do not count. */
export function fold(text: string): string {
  return text.normalize("NFKC").trim().replaceAll(/\s+/g, " ").toLowerCase();
}
