import { FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "~/texts/load";

const SOURCES = import.meta.glob<string>("../../src/texts/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

function source(language: string): string {
  return SOURCES[`../../src/texts/${language}.ftl`] ?? "";
}

/** The pattern of each message, by its id. */
function messages(language: string): Map<string, unknown> {
  return new Map(new FluentResource(source(language)).body.map(({ id, value }) => [id, value]));
}

/** The variables and tags of each message, by its id. */
function contract(language: string): Record<string, string> {
  return Object.fromEntries(
    [...messages(language)].map(([id, pattern]) => [id, needs(pattern)] as const),
  );
}

function needs(pattern: unknown): string {
  const text = JSON.stringify(pattern);
  const variables = text.matchAll(/"type":"var","name":"(\w+)"/g);
  const tags = text.matchAll(/<(\w+)>/g);
  return [...new Set([...variables, ...tags].map(([, name]) => name))].sort().join(" ");
}

/** False where a message only puts values together, as "{ $day }, { $place }". */
function hasWords(pattern: unknown): boolean {
  const parts = Array.isArray(pattern) ? pattern : [pattern];
  return !parts.every((part) => isValue(part) || !/\p{L}/u.test(String(part)));
}

function isValue(part: unknown): boolean {
  return typeof part === "object" && part !== null && "type" in part && part.type !== "select";
}

/** Words that are the same in both languages. */
const SAME = new Set(["brand", "channel-push", "crop-zoom"]);

describe.each(Object.keys(LANGUAGES))("the texts in %s", (language) => {
  it("are all there, with the same variables", () => {
    expect(messages(language).size).toBeGreaterThan(100);
    expect(contract(language)).toEqual(contract("en"));
  });

  it("have each message once", () => {
    const ids = [...source(language).matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

it("say nothing in Spanish as it is said in English", () => {
  const english = messages("en");
  const same = [...messages("es")].filter(
    ([id, pattern]) =>
      hasWords(pattern) && JSON.stringify(pattern) === JSON.stringify(english.get(id)),
  );
  expect(same.map(([id]) => id).filter((id) => !SAME.has(id))).toEqual([]);
});
