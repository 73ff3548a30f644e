export interface Part {
  kind: "text" | "address" | "tag";
  text: string;
}

// A tag has a letter, signs as `#C++` and `#.NET` have them, and what stands within words: the dots of
// Catalan and Japanese, the marks of Hebrew and Tibetan, joiners.
const ADDRESS = String.raw`https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}]`;
const WITHIN = String.raw`+#·‧・･'’.\u05f3\u05f4\u0f0b\u200c\u200d-`;
const TAG = String.raw`(?<![\p{L}\p{N}_/&#＃﹟])[#＃﹟]\.?[\p{L}\p{N}][\p{L}\p{M}\p{N}_${WITHIN}]*`;
const NOT_AT_END = /(?:[.'’_·‧・･\u0f0b-]|\u200c|\u200d|\ufe0e|\ufe0f)+$/u;
const LINK = new RegExp(`(${ADDRESS})|(${TAG})`, "giu");

/** Splits plain text at its addresses and `#tags`. */
export function linkParts(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    const kind = found[1] === undefined ? "tag" : "address";
    const linked = kind === "tag" ? found[0].replace(NOT_AT_END, "") : found[0];
    if (kind === "tag" && !/\p{L}/u.test(linked)) continue;
    if (found.index > end) parts.push({ kind: "text", text: text.slice(end, found.index) });
    parts.push({ kind, text: linked });
    end = found.index + linked.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}
