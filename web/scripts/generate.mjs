// Writes the types that are made from the contracts and the texts: none of them is kept in git.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const root = new URL("../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf-8");
const write = (path, text) => writeFile(new URL(path, root), text);

async function types(document) {
  return astToString(
    await openapiTS(document, {
      rootTypes: true,
      rootTypesNoSchemaPrefix: true,
      defaultNonNullable: false,
    }),
  );
}

const http = JSON.parse(await read("../docs/openapi.json"));
await write("src/api/http.d.ts", await types(http));

const live = JSON.parse(await read("../docs/asyncapi.json"));
const frames = {
  openapi: "3.1.0",
  info: live.info,
  paths: {},
  components: { schemas: live.components.schemas },
};
await write("src/api/frames.d.ts", await types(frames));

// A message begins at the first column: `welcome = …`, or `-brand = …` for a term, which is no id.
const texts = await read("src/texts/en.ftl");
const ids = [...texts.matchAll(/^([a-z][\w-]*) =/gm)].map(([, id]) => `  | "${id}"`);
await write("src/texts/ids.d.ts", `export type TextId =\n${ids.join("\n")};\n`);
