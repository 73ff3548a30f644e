import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "~/ui/markdown/blocks";

/** The tree in short: `paragraph("a", strong("b"))`. */
function short(node: Nodes): string {
  if (node.type === "text") return JSON.stringify(node.value);
  const inner =
    "children" in node
      ? node.children.map(short).join(", ")
      : "value" in node
        ? JSON.stringify(node.value)
        : "";
  const address = "url" in node ? `${node.url} ` : "";
  return `${node.type}(${address}${inner})`;
}

const read = (source: string) => parseMarkdown(source).children.map(short).join(" ");

describe("blocks", () => {
  it.each([
    ["a\nb\n\nc", 'paragraph("a\\nb") paragraph("c")'],
    ["# Title #\ntext", 'heading("Title") paragraph("text")'],
    ["#tag is no title", 'paragraph("#tag is no title")'],
    ["- a\n- b", 'list(listItem(paragraph("a")), listItem(paragraph("b")))'],
    [
      "- a\n  - b\n- c",
      'list(listItem(paragraph("a"), list(listItem(paragraph("b")))), listItem(paragraph("c")))',
    ],
    ["1. a\n2. b", 'list(listItem(paragraph("a")), listItem(paragraph("b")))'],
    ["* a\n- b", 'list(listItem(paragraph("a"))) list(listItem(paragraph("b")))'],
    ["In 1986. it was\n1986. no list", 'paragraph("In 1986. it was\\n1986. no list")'],
    ["> a\nb\n\nc", 'blockquote(paragraph("a\\nb")) paragraph("c")'],
    ["```js\n**x**\n```\ny", 'code("**x**") paragraph("y")'],
    ["~~~\nnever closed", 'code("never closed")'],
    ["***\n- - -", "thematicBreak() thematicBreak()"],
    ["    four spaces", 'paragraph("four spaces")'],
    ["a\r\nb", 'paragraph("a\\nb")'],
    ["", ""],
  ])("%j", (source, tree) => expect(read(source)).toBe(tree));
});

describe("inlines", () => {
  it.each([
    ["**b** and *i*", 'strong("b"), " and ", emphasis("i")'],
    ["***both***", 'emphasis(strong("both"))'],
    ["**a *b***", 'strong("a ", emphasis("b"))'],
    ["snake_case_word", '"snake_case_word"'],
    ["2 * 3 * 4", '"2 * 3 * 4"'],
    ["**never closed", '"**never closed"'],
    ["¿*Qué*?", '"¿", emphasis("Qué"), "?"'],
    ["`a*b*` ``c`d``", 'inlineCode("a*b*"), " ", inlineCode("c`d")'],
    ["\\*no\\*", '"*no*"'],
    ["a  \nb\\\nc", '"a", break(), "b", break(), "c"'],
    ['[l](https://x.y "t")', 'link(https://x.y "l")'],
    ["[a [b](c) d](e)", '"[a ", link(c "b"), " d](e)"'],
    ["[no](a b) [n]", '"[no](a b) [n]"'],
    ["![alt](p.png)", "image(p.png )"],
    ["<https://x.y>", 'link(https://x.y "https://x.y")'],
    ["<b>&amp;</b>", '"<b>&</b>"'],
    ["C++ #C++", '"C++ #C++"'],
  ])("%j", (source, tree) => expect(read(source)).toBe(`paragraph(${tree})`));
});

describe("what is written to break it", () => {
  it.each(["*", "_", "[", "](", "`", ">", "- ", "**a ", "![", "<", "*_"])(
    "%j, many times",
    (part) => {
      const source = part.repeat(20_000 / part.length);
      expect(() => parseMarkdown(source)).not.toThrow();
    },
  );
});
