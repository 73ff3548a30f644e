import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: { alias: { "~": at("../src") } },
  assetsInclude: ["**/*.ftl"],
  // The tests are below web/, where the packages of the client are found.
  server: { fs: { allow: [at("..")] } },
  test: {
    environment: "happy-dom",
    sequence: { shuffle: { files: true } },
    projects: [
      // Tabs are told apart by their modules, and parts that are replaced must not stay so.
      {
        extends: true,
        test: { name: "alone", include: ["session/**/*.test.ts", "**/*.alone.test.tsx"] },
      },
      // A window for each of these files would take ten times as long as the tests.
      {
        extends: true,
        test: {
          name: "all others",
          include: ["!(session)/**/!(*.alone).test.{ts,tsx}"],
          isolate: false,
        },
      },
    ],
    setupFiles: [at("setup.ts")],
    restoreMocks: true,
    unstubGlobals: true,
    passWithNoTests: true,
  },
});
