const policy = globalThis.trustedTypes?.createPolicy("app", {
  createScriptURL: (address) => {
    if (address !== "/sw.js") throw new TypeError(`No script of ours: ${address}`);
    return address;
  },
});

/** Registers the service worker: hashed files, the shell and pictures without a network. */
export function registerWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const address = policy ? policy.createScriptURL("/sw.js") : "/sw.js";
  void navigator.serviceWorker.register(address as string).catch(() => undefined);
}
