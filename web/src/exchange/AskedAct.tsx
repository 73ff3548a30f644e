import { lazy, Suspense, useSyncExternalStore } from "react";
import { asked } from "./asked";

const ActDialog = lazy(() =>
  import("./ActDialog").then(({ ActDialog }) => ({ default: ActDialog })),
);

/** The question about what somebody is about to do, above all that the page shows. */
export function AskedAct() {
  const what = useSyncExternalStore(asked.subscribe, asked.get);
  return (
    what && (
      <Suspense>
        <ActDialog asked={what} />
      </Suspense>
    )
  );
}
