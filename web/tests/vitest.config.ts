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
    include: ["**/*.test.{ts,tsx}"],
    setupFiles: [at("setup.ts")],
    restoreMocks: true,
    unstubGlobals: true,
    passWithNoTests: true,
  },
});
