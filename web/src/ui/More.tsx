import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { useText } from "~/texts/Texts";
import { Button } from "./Button";
import { FailedLine } from "./Failed";

interface MoreProps {
  list: Pick<
    UseInfiniteQueryResult,
    "hasNextPage" | "isFetching" | "isFetchingNextPage" | "isFetchNextPageError" | "error"
  > & { fetchNextPage: () => unknown };
  /** What stands here while the next page is on its way. */
  loading?: ReactNode;
  /** What is said where the list has ended. */
  end?: string;
}

/** The end of a list that goes on: the next page is read before the reader is there. */
export function More({ list, loading, end }: MoreProps) {
  const t = useText();
  const here = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = list;
  const ready = hasNextPage && !isFetching && !isFetchNextPageError;
  const read = useRef(fetchNextPage);
  read.current = fetchNextPage;
  useEffect(() => {
    if (!ready || !here.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && void read.current(),
      { rootMargin: "1200px 0px" },
    );
    observer.observe(here.current);
    return () => observer.disconnect();
  }, [ready]);
  return (
    <div ref={here} className="more">
      {list.isFetchingNextPage && loading}
      {isFetchNextPageError && (
        <div className="stack s2">
          <FailedLine error={list.error} />
          <Button weight="line" icon="retry" onClick={() => void fetchNextPage()}>
            {t("try-again")}
          </Button>
        </div>
      )}
      {!hasNextPage && end && <p className="small quiet">{end}</p>}
    </div>
  );
}
