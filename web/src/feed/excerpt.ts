const WHOLE = 700;
const SHORT = 500;

/** The beginning of a long text, up to the end of a paragraph or at least of a word. */
export function excerpt(content: string): string {
  if (content.length <= WHOLE) return content;
  const start = content.slice(0, WHOLE);
  const paragraph = start.lastIndexOf("\n\n");
  if (paragraph >= SHORT / 2) return start.slice(0, paragraph);
  const words = start.slice(0, SHORT);
  const word = words.search(/\s\S*$/);
  // Half of a letter that takes two units is no letter.
  return `${(word > 0 ? words.slice(0, word) : words).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
