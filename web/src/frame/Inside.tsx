import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { queryClient } from "~/api/queryClient";
import { AskedAct } from "~/exchange/AskedAct";
import { useText } from "~/texts/Texts";
import { AsidePlace } from "~/ui/Aside";
import { Keys } from "./Keys";
import { Notices, SkipLink } from "./lines";
import { BottomBar, Rail, TopBar } from "./navigation";
import { VerifyLine } from "./VerifyLine";

// Without it the page is whole all the same; the next page that is opened tries again.
const Live = lazy(() =>
  import("~/live/Live").then(
    ({ Live }) => ({ default: Live }),
    () => ({ default: () => null }),
  ),
);

interface InsideProps {
  /** Without navigation: for screens that lead through something step by step. */
  bare: boolean;
  children: ReactNode;
}

/** Around the screens of those who are signed in. */
export function Inside({ bare, children }: InsideProps) {
  return (
    <QueryClientProvider client={queryClient}>
      <SkipLink />
      {bare ? <Bare>{children}</Bare> : <Columns>{children}</Columns>}
      <AskedAct />
    </QueryClientProvider>
  );
}

/**
 * A rail, the page, and what stands beside it; on the phone a bar at the top and one of five at
 * the bottom.
 */
function Columns({ children }: { children: ReactNode }) {
  const t = useText();
  const [aside, setAside] = useState<HTMLElement | null>(null);
  return (
    <>
      <div className="app">
        <Rail />
        <div className="page-column">
          <TopBar />
          <Notices>
            <AfterPaint>
              <Live />
            </AfterPaint>
            <VerifyLine />
          </Notices>
          <main id="main">
            <AsidePlace value={aside}>{children}</AsidePlace>
          </main>
        </div>
        <aside className="side" ref={setAside} aria-label={t("aside")} />
      </div>
      <BottomBar />
      <Keys />
    </>
  );
}

function Bare({ children }: { children: ReactNode }) {
  return (
    <>
      <Notices />
      <main id="main">{children}</main>
    </>
  );
}

/** What is not needed to see the page: it is asked for when the page is there. */
function AfterPaint({ children }: { children: ReactNode }) {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPainted(true), 1000);
    return () => clearTimeout(timer);
  }, []);
  return painted && <Suspense>{children}</Suspense>;
}
