import { describe, expect, it } from "vitest";
import { excerpt } from "~/feed/excerpt";

describe("the words of a post in a list", () => {
  it.each([
    ["**one** and *two*, `three`", ["one and two, three"]],
    ["***both***", ["both"]],
    ["_one_ snake_case_word __two__", ["one snake_case_word two"]],
    ["2 * 3 * 4", ["2 * 3 * 4"]],
    ["**never closed", ["**never closed"]],
    ["# Title\n\ntext", ["Title", "text"]],
    ["#guitar is a tag", ["#guitar is a tag"]],
    ["- a\n- b", ["– a\n– b"]],
    ["[the scale](https://x.example/a_b) and ![alt](p.png)", ["the scale and alt"]],
    ["\\*no emphasis\\*", ["*no emphasis*"]],
    ["¿*Qué*?", ["¿Qué?"]],
    ["a\n\n\n\nb", ["a", "b"]],
    ["", []],
  ])("%j", (content, paragraphs) => expect(excerpt(content).paragraphs).toEqual(paragraphs));
});

describe("whether there is more to read", () => {
  it.each([
    ["short", false],
    ["**short**", false],
    ["```js\nlet a = 1;\n```", true],
    ["> quoted", true],
    ["word ".repeat(200), true],
  ])("%#", (content, isShortened) => expect(excerpt(content).isShortened).toBe(isShortened));

  it("ends at a paragraph where one ends in time", () => {
    const [first, second] = ["a".repeat(300), "b".repeat(600)];
    expect(excerpt(`${first}\n\n${second}`).paragraphs).toEqual([first]);
  });

  it("never cuts a letter in half", () => {
    expect(excerpt("🎸".repeat(600)).paragraphs.join("").isWellFormed()).toBe(true);
  });
});

describe("what is written to break it", () => {
  it.each(["*", "_", "[", "](", "`", ">", "- ", "**a ", "![", "\\"])("%j, many times", (part) => {
    expect(() => excerpt(part.repeat(20_000 / part.length))).not.toThrow();
  });
});
