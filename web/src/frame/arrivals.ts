import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { announce } from "~/ui/announce";

/** On a change of screen: focus its title and say it, as a new page would be said. */
export function useArrivals(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return;
        requestAnimationFrame(() => {
          document.querySelector("h1")?.focus({ preventScroll: true });
          announce(document.title);
        });
      }),
    [router],
  );
}
