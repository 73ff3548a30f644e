import { createHash } from "node:crypto";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** The port of the running system's front door, which `make web` asks for all that is no file. */
const frontDoor = `http://localhost:${process.env.WEB_PORT ?? "3000"}`;

const LIBRARIES =
  /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@fluent|@tanstack\/(?!.*query))/;
const PARTS =
  "Button|Failed|Field|Icon|Joint|Link|Menu|Page|Pair|Skeleton|Toasts|announce|form|title|toasts|useAction|useCountdown|useMeaning";
const SCREENS_FRAME =
  "app|routes|auth/SignIn|screens/Start|texts/Texts|session/useSession|api/problems";
const OURS = new RegExp(
  `src/(${SCREENS_FRAME}|frame/(?!Inside|navigation|counts|Keys|VerifyLine)\\w+|ui/(${PARTS}))\\.`,
);
/** What asks the API: nobody needs it to sign in. */
const CLIENT = /openapi-fetch|src\/api\/(client|clock)/;
/** What every screen of those who are signed in needs, and what home adds: one file each. */
const INSIDE =
  /@tanstack\/(query-core|react-query)|src\/(api\/(queryClient|cache|pages|me)|auth\/SendAgain|chat\/(queries|thread)|notifications\/queries|exchange\/(AskedAct|asked)|frame\/(Inside|navigation|counts|Keys|VerifyLine)|ui\/(Aside|Dialog|Face|Loaded|More|Time|keys))\b/;
const HOME =
  /src\/(screens\/Home|feed\/(Feed|cache|keptFeed|excerpt|queries|postKeys|Picture|Post(Article|Actions|Files|Menu|Skeletons))|explore\/(ForYou|PersonFit|reasons|useReason|queries|TrendingList|Tutorials)|exchange\/(Waiting|NextSession|Until|due|view|queries|questions|use(Title|NextSession))|ui\/(Words|links|readingPlace|share|Rule|moment|when|zones|useNow))\b/;

/** What comes after the first paint, and is needed on every screen from then on. */
const LIVE = /src\/(live\/|chat\/(cache|outbox|unsent|deliver|useOutbox)|notifications\/cache)/;

export default defineConfig({
  plugins: [react(), tailwindcss(), preloadApp(), finish()],
  resolve: { alias: { "~": fileURLToPath(new URL("src", import.meta.url)) } },
  assetsInclude: ["**/*.ftl"],
  build: {
    target: ["chrome130", "edge130", "firefox132", "safari17.5"],
    modulePreload: { polyfill: false },
    // A text or a picture in a script would be downloaded by those who do not need it.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What `main.ts` needs stays with it: it asks for answers while React is on its way.
          includeDependenciesRecursively: false,
          groups: [
            { name: "app", test: isForEveryScreen, priority: 1 },
            { name: "client", test: CLIENT },
            { name: "inside", test: INSIDE },
            { name: "home", test: HOME },
            { name: "live", test: LIVE },
          ],
        },
      },
    },
  },
  server: {
    port: Number(process.env.VITE_PORT ?? 5173),
    strictPort: true,
    proxy: {
      // As if the page were the front door's own: cookie sessions are of one origin.
      "/api": { target: frontDoor, headers: { origin: frontDoor } },
      "/live": { target: frontDoor, headers: { origin: frontDoor }, ws: true },
    },
  },
});

/** What every screen needs is one file, so that few requests stand before the first paint. */
function isForEveryScreen(id: string): boolean {
  return LIBRARIES.test(id) || OURS.test(id);
}

/**
 * Lets the browser fetch the app beside `main.ts`, which begins the refresh of the session before
 * React is there, and would otherwise name the app only when it has run.
 */
function preloadApp(): Plugin {
  return {
    name: "preload-app",
    apply: "build",
    transformIndexHtml(_html, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((file) => file.type === "chunk");
      const app = chunks.find((chunk) => chunk.moduleIds.some((id) => id.endsWith("/src/app.tsx")));
      if (!app) return [];
      const styles = [...(app.viteMetadata?.importedCss ?? [])];
      return [
        {
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `/${app.fileName}` },
          injectTo: "head" as const,
        },
        ...styles.map((file) => ({
          tag: "link",
          attrs: { rel: "stylesheet", crossorigin: true, href: `/${file}` },
          injectTo: "head" as const,
        })),
      ];
    },
  };
}

/** What can be done only when all files are written. */
function finish(): Plugin {
  return {
    name: "finish",
    apply: "build",
    async writeBundle({ dir = "dist" }) {
      const page = await readFile(`${dir}/index.html`, "utf-8");
      // Nothing is painted before `main.ts` has set the theme that was chosen.
      const steady = page.replace('<script type="module"', '$& blocking="render"');
      await writeFile(`${dir}/index.html`, steady);
      // The worker is another one with each release: so browsers see that there is one.
      const release = createHash("sha256").update(page).digest("hex").slice(0, 16);
      await appendFile(`${dir}/sw.js`, `// Release ${release}\n`);
    },
  };
}
