import { useLocation, useRouter, useSearch } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import type { Audience } from "~/routes";
import { useSession } from "~/session/useSession";
import { ownPath } from "./ownPath";
import { Skeletons } from "./Skeletons";

/** Leads those who may not see a screen to where they can, and back to it afterwards. */
export function Guard({ audience, children }: { audience: Audience; children: ReactNode }) {
  const { phase, person, newcomer } = useSession();
  const { href, pathname } = useLocation();
  const { next } = useSearch({ strict: false }) as { next?: unknown };
  if (audience === "signed-in" && phase === "out") {
    // While the sign-in page is on its way, the screen is still the old one.
    if (pathname === "/signin") return <Skeletons />;
    return <GoTo path={`/signin?next=${encodeURIComponent(href)}`} />;
  }
  if (audience === "signed-out" && phase === "in") {
    const wanted = ownPath(next);
    return <GoTo path={newcomer ? `/welcome?next=${encodeURIComponent(wanted)}` : wanted} />;
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
