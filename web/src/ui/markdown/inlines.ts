import type { PhrasingContent } from "mdast";

/** A run of `*` or `_`, which may become emphasis. */
interface Run {
  mark: string;
  count: number;
  opens: boolean;
  closes: boolean;
}

/** `[` or `![`, which may become a link or a picture. */
interface Bracket {
  bracket: string;
}

type Item = PhrasingContent | Run | Bracket;

const PLAIN = /[^\\`*_[\]!<&\n]+/y;
const ESCAPED = /\\([!-/:-@[-`{-~])/y;
const BREAK = /\\\n|\n/y;
const CODE = /`+/y;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^\s<>]*)>/iy;
const ENTITY = /&(amp|lt|gt|quot|apos|nbsp);/y;
const RUN = /\*+|_+/y;
const OPENING = /!?\[/y;
const CLOSING =
  /\]\(\s*(?:<([^<>\n]{0,2000})>|((?:[^\s()]|\([^\s()]{0,500}\)){0,2000}))(?:\s+(?:"[^"]{0,300}"|'[^']{0,300}'))?\s*\)/y;
/** Signs that are further apart do not belong together; text made of signs alone is still quick. */
const FAR = 500;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
};

/** What has been read of a source, and how far. */
interface Reading {
  source: string;
  at: number;
  items: Item[];
}

type Reader = (reading: Reading, found: RegExpExecArray) => void;

/** What can begin at any place, the most frequent first. */
const READERS: readonly (readonly [RegExp, Reader])[] = [
  [PLAIN, (reading, [text]) => say(reading, text)],
  [BREAK, ({ items }, [text]) => breakLine(items, text === "\n")],
  [ESCAPED, (reading, [, sign = ""]) => say(reading, sign)],
  [CODE, readCode],
  [
    AUTOLINK,
    ({ items }, [, url = ""]) =>
      items.push({ type: "link", url, children: [{ type: "text", value: url }] }),
  ],
  [ENTITY, (reading, [, name = ""]) => say(reading, ENTITIES[name] ?? "")],
  [RUN, ({ source, items }, { index, 0: text }) => items.push(runAt(source, index, text))],
  [OPENING, ({ items }, [bracket]) => items.push({ bracket })],
  [CLOSING, readLink],
];

/** Reads the inner parts of a block: emphasis, code, links, breaks (CommonMark, chapter 6). */
export function inlines(source: string): PhrasingContent[] {
  const reading: Reading = { source, at: 0, items: [] };
  while (reading.at < source.length) {
    if (READERS.some(([pattern, read]) => reads(reading, pattern, read))) continue;
    say(reading, source[reading.at] ?? "");
    reading.at += 1;
  }
  return resolved(reading.items);
}

function reads(reading: Reading, pattern: RegExp, read: Reader): boolean {
  pattern.lastIndex = reading.at;
  const found = pattern.exec(reading.source);
  if (!found) return false;
  reading.at = pattern.lastIndex;
  read(reading, found);
  return true;
}

function say({ items }: Reading, value: string): void {
  items.push({ type: "text", value });
}

function readCode(reading: Reading, [ticks]: RegExpExecArray): void {
  const end = closing(reading.source, ticks, reading.at);
  if (end < 0) {
    say(reading, ticks);
    return;
  }
  const value = codeOf(reading.source.slice(reading.at, end));
  reading.items.push({ type: "inlineCode", value });
  reading.at = end + ticks.length;
}

function readLink(reading: Reading, { index, 1: quoted, 2: plain = "" }: RegExpExecArray): void {
  if (link(reading.items, quoted ?? plain)) return;
  say(reading, "]");
  reading.at = index + 1;
}

/** Where a run of as many backticks begins, or -1. */
function closing(source: string, ticks: string, from: number): number {
  for (let at = source.indexOf(ticks, from); at >= 0; ) {
    let end = at + ticks.length;
    while (source[end] === "`") end += 1;
    if (end - at === ticks.length) return at;
    at = source.indexOf(ticks, end);
  }
  return -1;
}

function codeOf(between: string): string {
  const line = between.replaceAll("\n", " ");
  return /^ .*[^ ].* $|^ [^ ] $/.test(line) ? line.slice(1, -1) : line;
}

/** A line ends: two spaces before it, or a backslash, keep the break. */
function breakLine(items: Item[], maySoften: boolean): void {
  const last = items.at(-1);
  const text = last && "type" in last && last.type === "text" ? last : undefined;
  const isSoft = maySoften && !text?.value.endsWith("  ");
  if (text) text.value = text.value.trimEnd();
  items.push(isSoft ? { type: "text", value: "\n" } : { type: "break" });
}

/** Whether a run can open or close emphasis (left and right flanking, 6.2). */
function runAt(source: string, start: number, text: string): Run {
  const before = [...source.slice(Math.max(0, start - 2), start)].at(-1) ?? " ";
  const after = String.fromCodePoint(source.codePointAt(start + text.length) ?? 32);
  const left = !isSpace(after) && (!isSign(after) || isSpace(before) || isSign(before));
  const right = !isSpace(before) && (!isSign(before) || isSpace(after) || isSign(after));
  const within = text[0] === "_";
  return {
    mark: text[0] ?? "",
    count: text.length,
    opens: left && (!within || !right || isSign(before)),
    closes: right && (!within || !left || isSign(after)),
  };
}

const isSpace = (character: string) => /\s/.test(character);
const isSign = (character: string) => /[\p{P}\p{S}]/u.test(character);

/** Closes the last bracket as a link or a picture; false where none is open. */
function link(items: Item[], url: string): boolean {
  const start = items.findLastIndex((item) => "bracket" in item);
  const opening = items[start];
  if (!opening || !("bracket" in opening)) return false;
  const children = resolved(items.splice(start).slice(1));
  if (opening.bracket === "![") {
    items.push({ type: "image", url, alt: textOf(children) });
  } else {
    // There are no links in links: what is open around this one stays open for pictures alone.
    items.forEach((item, index) => {
      if ("bracket" in item && item.bracket === "[") items[index] = settled(item);
    });
    items.push({ type: "link", url, children });
  }
  return true;
}

function textOf(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node) => ("children" in node ? textOf(node.children) : "value" in node ? node.value : ""))
    .join("");
}

/** Makes emphasis of the runs that belong together; what is left of them are signs. */
function resolved(items: Item[]): PhrasingContent[] {
  for (let closer = 0; closer < items.length; closer++) {
    const end = items[closer];
    if (!end || !("mark" in end) || !end.closes) continue;
    const opener = openerOf(items, closer, end);
    const begin = items[opener];
    if (!begin || !("mark" in begin)) continue;
    const isStrong = begin.count >= 2 && end.count >= 2;
    const children = items.slice(opener + 1, closer).map(settled);
    const type = isStrong ? "strong" : "emphasis";
    items.splice(opener + 1, closer - opener - 1, { type, children: joined(children) });
    begin.count -= isStrong ? 2 : 1;
    end.count -= isStrong ? 2 : 1;
    // The closer, now after its opener and what is between, may close another one.
    closer = opener + (end.count > 0 ? 1 : 2);
  }
  return joined(items.map(settled));
}

function openerOf(items: readonly Item[], closer: number, end: Run): number {
  for (let at = closer - 1; at >= Math.max(0, closer - FAR); at--) {
    const run = items[at];
    if (!run || !("mark" in run) || run.mark !== end.mark || !run.opens || run.count === 0)
      continue;
    const isOdd = (run.closes || end.opens) && (run.count + end.count) % 3 === 0;
    if (!isOdd || (run.count % 3 === 0 && end.count % 3 === 0)) return at;
  }
  return -1;
}

function settled(item: Item): PhrasingContent {
  if ("mark" in item) return { type: "text", value: item.mark.repeat(item.count) };
  return "bracket" in item ? { type: "text", value: item.bracket } : item;
}

/** Text that stands side by side is one: an address or a tag may go over it. */
function joined(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const all: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (node.type === "text" && last?.type === "text") {
      all[all.length - 1] = { type: "text", value: last.value + node.value };
    } else if (node.type !== "text" || node.value !== "") {
      all.push(node);
    }
  }
  return all;
}
