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
      // Tabs are told apart by their modules.
      { extends: true, test: { name: "session", include: ["session/**/*.test.ts"] } },
      // A window for each of these files would take ten times as long as the tests.
      {
        extends: true,
        test: {
          name: "all others",
          include: ["!(session)/**/*.test.{ts,tsx}"],
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
