import { Outlet, useMatches } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useSession } from "~/session/useSession";
import { Toasts } from "~/ui/Toasts";
import { useArrivals } from "./arrivals";
import { Guard } from "./Guard";
import { Outside } from "./Outside";

// The query cache and the navigation come with it: nobody needs them to sign in.
const Inside = lazy(() => import("./Inside").then(({ Inside }) => ({ default: Inside })));

/** Everything on the page: the frame for who is here, and in it the screen. */
export function Root() {
  const { phase, person } = useSession();
  const { audience = "anyone", bare = false } = useMatches().at(-1)?.staticData ?? {};
  useArrivals();
  const screen = (
    <Guard audience={audience}>
      <Outlet />
    </Guard>
  );
  return (
    <>
      {phase === "out" || person === null ? (
        // Who is here is not known yet where the browser has kept nothing but the session.
        <Outside>{screen}</Outside>
      ) : (
        <Suspense>
          <Inside bare={bare}>{screen}</Inside>
        </Suspense>
      )}
      <Toasts />
      <div id="announcer" className="sr-only" aria-live="polite" />
    </>
  );
}
