import { readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "~/texts/load";

/** The variables and tags of each message, by its id. */
function messages(language: string): Map<string, string> {
  const path = new URL(`../../src/texts/${language}.ftl`, import.meta.url);
  const { body } = new FluentResource(readFileSync(path, "utf-8"));
  return new Map(body.map(({ id, value }) => [id, needs(value)]));
}

function needs(pattern: unknown): string {
  const text = JSON.stringify(pattern);
  const variables = text.matchAll(/"type":"var","name":"(\w+)"/g);
  const tags = text.matchAll(/<(\w+)>/g);
  return [...new Set([...variables, ...tags].map(([, name]) => name))].sort().join(" ");
}

/** Words that are the same in both languages. */
const SAME = new Set(["brand", "crop-zoom"]);

describe.each(Object.keys(LANGUAGES))("the texts in %s", (language) => {
  it("are all there, with the same variables", () => {
    const theirs = messages(language);
    expect(theirs.size).toBeGreaterThan(100);
    expect(Object.fromEntries(theirs)).toEqual(Object.fromEntries(messages("en")));
  });

  it("has each message once", () => {
    const path = new URL(`../../src/texts/${language}.ftl`, import.meta.url);
    const ids = [...readFileSync(path, "utf-8").matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

it("are translated", () => {
  const source = (language: string) => {
    const path = new URL(`../../src/texts/${language}.ftl`, import.meta.url);
    return new FluentResource(readFileSync(path, "utf-8")).body;
  };
  const english = new Map(source("en").map(({ id, value }) => [id, JSON.stringify(value)]));
  const same = source("es").filter(
    ({ id, value }) => !SAME.has(id) && english.get(id) === JSON.stringify(value),
  );
  expect(same.map(({ id }) => id)).toEqual([]);
});
