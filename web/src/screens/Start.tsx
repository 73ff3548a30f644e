import { lazy } from "react";
import { useSession } from "~/session/useSession";

const Home = lazy(() => import("./Home").then(({ Home }) => ({ default: Home })));
const Landing = lazy(() => import("./Landing").then(({ Landing }) => ({ default: Landing })));

/** The first address: home for those who are signed in, else what this is. */
export function Start() {
  const { phase } = useSession();
  return phase === "out" ? <Landing /> : <Home />;
}
