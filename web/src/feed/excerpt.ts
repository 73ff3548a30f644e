const WHOLE = 700;
const SHORT = 500;

/** The beginning of a post as a list shows it. */
export interface Excerpt {
  /** Plain words, paragraph by paragraph. */
  paragraphs: string[];
  /** Whether the post has more than that: more text, or a form that plain words do not show. */
  isShortened: boolean;
}

/**
 * The beginning of a post, up to the end of a paragraph or at least of a word, without the signs of
 * Markdown. Lists of posts show words; what reads Markdown is loaded for the page of a post.
 */
export function excerpt(content: string): Excerpt {
  const start = beginning(content);
  const paragraphs = plain(start)
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== "");
  return { paragraphs, isShortened: start !== content || hasForm(content) };
}

function beginning(content: string): string {
  if (content.length <= WHOLE) return content;
  const start = content.slice(0, WHOLE);
  const paragraph = start.lastIndexOf("\n\n");
  if (paragraph >= SHORT / 2) return start.slice(0, paragraph);
  const words = start.slice(0, SHORT);
  const word = words.search(/\s\S*$/);
  // Half of a letter that takes two units is no letter.
  return `${(word > 0 ? words.slice(0, word) : words).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** Code and quotations lose what they are without their form; emphasis does not. */
function hasForm(content: string): boolean {
  return /^ {0,3}(`{3}|~{3}|> )/m.test(content);
}

/** The words of Markdown without its signs: `**one** [two](https://…)` is "one two". */
function plain(source: string): string {
  return source
    .replace(/^ {0,3}(`{3,}|~{3,}).*$/gm, "")
    .replace(/^ {0,3}(#{1,6}|>) +/gm, "")
    .replace(/^( *)[-*+] +/gm, "$1– ")
    .replace(/!?\[([^\]\n]{1,500})\]\([^)\s]{1,2000}\)/g, "$1")
    .replace(/(?<!\\)(\*{1,3}|`+)(?=\S)([^*`\n]{1,500}?)(?<=[^\s\\])\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)([^_\n]{1,500}?)(?<=\S)\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
}
