import { Navigate, useLocation, useRouter, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import type { Audience } from "~/routes";
import { useSession } from "~/session/useSession";
import { Skeletons } from "./Skeletons";

/** Leads those who may not see a screen to where they can, and back to it afterwards. */
export function Guard({ audience, children }: { audience: Audience; children: ReactNode }) {
  const { phase, person } = useSession();
  const { href } = useLocation();
  const { next } = useSearch({ strict: false }) as { next?: unknown };
  if (audience === "signed-in" && phase === "out") {
    return <Navigate to="/signin" search={{ next: href }} replace />;
  }
  if (audience === "signed-out" && phase === "in") {
    return <GoTo path={ownPath(next)} />;
  }
  // A person is known from what was kept or from the answer; until then nobody's words are shown.
  if (phase !== "out" && person === null) return <Skeletons />;
  return children;
}

function GoTo({ path }: { path: string }) {
  const router = useRouter();
  useEffect(() => {
    void router.navigate({ href: path, replace: true });
  }, [router, path]);
  return <Skeletons />;
}

/** A path of ours to go on to; what would lead to another site leads home. */
export function ownPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const address = new URL(next, location.origin);
  if (address.origin !== location.origin) return "/";
  return address.pathname + address.search + address.hash;
}
