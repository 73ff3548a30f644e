import type { BlockContent, List, ListItem, Root } from "mdast";
import { inlines } from "./inlines";

const BLANK = /^\s*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-+*]|\d{1,9}[.)])([ \t]+|$)/;
/** With what sign the items of a list begin: another one begins another list. */
const signs = new WeakMap<List, string>();
/** Deeper than that, a sign is only a sign. */
const DEPTH = 8;

/**
 * Reads Markdown into a tree of the mdast kind.
 *
 * It is CommonMark without HTML, pictures, definitions, underlined titles and code by indentation:
 * none of them is for people's posts, and the whole of it would be a tenth of the first screen.
 */
export function parseMarkdown(source: string): Root {
  return { type: "root", children: blocks(source.replace(/\r\n?/g, "\n").split("\n"), 0) };
}

function blocks(lines: readonly string[], depth: number): BlockContent[] {
  const all: BlockContent[] = [];
  let at = 0;
  /** The lines from here on that belong together; they are read as one. */
  const take = (count: number) => {
    at += count;
    return lines.slice(at - count, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = HEADING.exec(line);
    if (BLANK.test(line)) {
      at += 1;
    } else if (FENCE.test(line)) {
      all.push(code(take(fenceLength(lines, at))));
    } else if (heading) {
      at += 1;
      const text = (heading[2] ?? "").replace(/(?:^|[ \t]+)#+[ \t]*$/, "").trim();
      const size = (heading[1] ?? "#").length as 1;
      all.push({ type: "heading", depth: size, children: inlines(text) });
    } else if (RULE.test(line)) {
      at += 1;
      all.push({ type: "thematicBreak" });
    } else if (QUOTE.test(line) && depth < DEPTH) {
      const quoted = take(quoteLength(lines, at)).map((each) => each.replace(QUOTE, ""));
      all.push({ type: "blockquote", children: blocks(quoted, depth + 1) });
    } else if (ITEM.test(line) && depth < DEPTH) {
      addItem(all, take(itemLength(lines, at)), depth);
    } else {
      const text = take(paragraphLength(lines, at)).map((each) => each.trimStart());
      all.push({ type: "paragraph", children: inlines(text.join("\n").trimEnd()) });
    }
  }
  return all;
}

function code(lines: readonly string[]): BlockContent {
  const fence = FENCE.exec(lines[0] ?? "")?.[1] ?? "";
  const isClosed = lines.length > 1 && closes(lines.at(-1) ?? "", fence);
  return { type: "code", value: lines.slice(1, isClosed ? -1 : undefined).join("\n") };
}

function fenceLength(lines: readonly string[], start: number): number {
  const fence = FENCE.exec(lines[start] ?? "")?.[1] ?? "";
  const end = lines.findIndex((line, index) => index > start && closes(line, fence));
  return (end < 0 ? lines.length : end + 1) - start;
}

function closes(line: string, fence: string): boolean {
  const text = line.trim();
  return text.length >= fence.length && text === (fence[0] ?? "").repeat(text.length);
}

function quoteLength(lines: readonly string[], start: number): number {
  return lengthWhile(lines, start, (line, before) => QUOTE.test(line) || goesOn(line, before));
}

/** An item has the lines that stand further in, and those that go on with its last paragraph. */
function itemLength(lines: readonly string[], start: number): number {
  const indent = indentOf(lines[start] ?? "");
  const length = lengthWhile(
    lines,
    start,
    (line, before) =>
      BLANK.test(line) || spaces(line) >= indent || (goesOn(line, before) && !ITEM.test(line)),
  );
  // A blank line at its end parts it from what follows.
  let end = start + length;
  while (end > start + 1 && BLANK.test(lines[end - 1] ?? "")) end -= 1;
  return end - start;
}

function paragraphLength(lines: readonly string[], start: number): number {
  return lengthWhile(lines, start, goesOn);
}

function lengthWhile(
  lines: readonly string[],
  start: number,
  belongs: (line: string, before: string) => boolean,
): number {
  let end = start + 1;
  while (end < lines.length && belongs(lines[end] ?? "", lines[end - 1] ?? "")) end += 1;
  return end - start;
}

/** Whether a line goes on with the paragraph before it, rather than begin something. */
function goesOn(line: string, before: string): boolean {
  if (BLANK.test(line) || BLANK.test(before)) return false;
  const item = ITEM.exec(line);
  // A number in the middle of a text is no list, unless it counts from one.
  const beginsList = item && item[3] !== "" && !/^(?!1[.)])\d/.test(item[2] ?? "");
  return !(
    FENCE.test(line) ||
    HEADING.test(line) ||
    RULE.test(line) ||
    QUOTE.test(line) ||
    beginsList
  );
}

const spaces = (line: string) => line.length - line.trimStart().length;

/** How far in the content of an item begins. */
function indentOf(line: string): number {
  const [, before = "", marker = "", after = ""] = ITEM.exec(line) ?? [];
  const gap = after.length > 4 || after === "" ? 1 : after.length;
  return before.length + marker.length + gap;
}

/** Adds an item to the list that it goes on with, or begins another one. */
function addItem(all: BlockContent[], lines: readonly string[], depth: number): void {
  const [first = "", ...others] = lines;
  const marker = ITEM.exec(first)?.[2] ?? "-";
  const indent = indentOf(first);
  const content = [first.slice(indent), ...others.map((line) => unindented(line, indent))];
  const item: ListItem = { type: "listItem", children: blocks(content, depth + 1) };
  const ordered = marker.length > 1;
  const last = all.at(-1);
  const sign = marker.slice(-1);
  if (last?.type === "list" && signs.get(last) === sign) {
    last.children.push(item);
    return;
  }
  const start = ordered ? Number.parseInt(marker, 10) : null;
  const list: List = { type: "list", ordered, start, children: [item] };
  signs.set(list, sign);
  all.push(list);
}

function unindented(line: string, indent: number): string {
  return line.slice(Math.min(indent, spaces(line)));
}
