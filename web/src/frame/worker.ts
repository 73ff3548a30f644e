import { Shown } from "~/session/shown";

const policy = globalThis.trustedTypes?.createPolicy("app", {
  createScriptURL: (address) => {
    if (address !== "/sw.js") throw new TypeError(`No script of ours: ${address}`);
    return address;
  },
});

/** Milliseconds after which a tab that is looked at again asks for a newer version. */
const PAUSE = 30 * 60_000;

/** The newer version of the client that waits to be shown. */
export const newVersion = new Shown<{ waiting: ServiceWorker | null }>({ waiting: null });

/** Registers the service worker: hashed files, the shell and pictures without a network. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const address = policy ? policy.createScriptURL("/sw.js") : "/sw.js";
  if (!navigator.serviceWorker.controller) void keepFiles();
  navigator.serviceWorker.register(address as string).then(
    // A browser that was told to have none answers with nothing.
    (registration?: ServiceWorkerRegistration) => registration && watch(registration),
    () => undefined,
  );
}

/** Gives the first worker of this browser what this page has loaded without it. */
async function keepFiles(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const files = loaded.filter((name) => name.startsWith(`${location.origin}/assets/`));
  active?.postMessage({ files: [...new Set(files)] });
}

/** Lets the newer version take over, and shows it. */
export function takeOver(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  newVersion.get().waiting?.postMessage("take-over");
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // Without a controller it is the first version that this browser has.
    const { waiting } = registration;
    if (waiting && navigator.serviceWorker.controller) newVersion.change({ waiting });
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  let asked = Date.now();
  addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < PAUSE) return;
    asked = Date.now();
    registration.update().catch(() => undefined);
  });
}
