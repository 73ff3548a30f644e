import { describe, expect, it } from "vitest";
import { linkParts } from "~/ui/links";

function tagsIn(text: string): string[] {
  return linkParts(text).flatMap((part) => (part.kind === "tag" ? [part.text] : []));
}

describe("tags in plain text", () => {
  it.each([
    ["#C++, #C# and #.NET!", ["#C++", "#C#", "#.NET"]],
    ["＃ギター", ["＃ギター"]],
    ["#il·lusió, #スター・ウォーズ", ["#il·lusió", "#スター・ウォーズ"]],
    ["#צה״ל", ["#צה״ל"]],
    ["#བོད་སྐད་", ["#བོད་སྐད"]],
    ["#ทำอาหาร #Straße #Σοφός", ["#ทำอาหาร", "#Straße", "#Σοφός"]],
    ["#guitar\ufe0f #می\u200cروم\u200d", ["#guitar", "#می\u200cروم"]],
    ["I like #guitar. 'And #harp'", ["#guitar", "#harp"]],
    ["https://en.wikipedia.org/wiki/Scale_(music)#Piano", []],
    ["C#minor &#39; #1 a#b", []],
  ])("%s", (text, tags) => {
    expect(tagsIn(text)).toEqual(tags);
  });

  it("keeps every character of the text", () => {
    const text = "On #C++: see https://example.com/#a (#guitar་).";
    const parts = linkParts(text).map((part) => part.text);
    expect(parts.join("")).toBe(text);
  });
});
