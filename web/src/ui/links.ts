export interface Part {
  kind: "text" | "address" | "tag";
  text: string;
}

// A tag begins after a space or an opening bracket; it has a letter, and signs as `#C++` has them.
const ADDRESS = String.raw`https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}]`;
const TAG = String.raw`(?<![\p{L}\p{N}_/&#＃])[#＃][\p{L}\p{N}][\p{L}\p{M}\p{N}_+#·・'’.-]*`;
const LINK = new RegExp(`(${ADDRESS})|(${TAG})`, "giu");

/** Splits plain text at its addresses and `#tags`. */
export function linkParts(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    const kind = found[1] === undefined ? "tag" : "address";
    const linked = kind === "tag" ? found[0].replace(/[.'’_-]+$/u, "") : found[0];
    if (kind === "tag" && !/\p{L}/u.test(linked)) continue;
    if (found.index > end) parts.push({ kind: "text", text: text.slice(end, found.index) });
    parts.push({ kind, text: linked });
    end = found.index + linked.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}
