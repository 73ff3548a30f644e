import { toasts } from "./toasts";

/** Shares a page of ours as the device does it; where it cannot, its address is copied. */
export async function share(title: string, path: string, copied: string): Promise<void> {
  const url = new URL(path, location.origin).href;
  if ("share" in navigator && matchMedia("(pointer: coarse)").matches) {
    // Changing one's mind is no failure.
    await navigator.share({ title, url }).catch(() => undefined);
    return;
  }
  await copyLink(path, copied);
}

export async function copyLink(path: string, copied: string): Promise<void> {
  const url = new URL(path, location.origin).href;
  try {
    await navigator.clipboard.writeText(url);
    toasts.show(copied);
  } catch {
    // A browser that does not let us copy still shows the address to be copied by hand.
    toasts.show(url);
  }
}
