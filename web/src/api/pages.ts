import { infiniteQueryOptions } from "@tanstack/react-query";

/** What to send for one page of a list. */
export interface PageQuery {
  limit: number;
  cursor?: string;
}

/** A list that is read page by page, each from where the one before it has ended. */
export const paged = <Page extends { nextCursor: string | null }>(
  queryKey: readonly string[],
  limit: number,
  read: (page: PageQuery, signal: AbortSignal) => Promise<Page>,
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      read({ limit, ...(pageParam && { cursor: pageParam }) }, signal),
    initialPageParam: "",
    getNextPageParam: (page: Page) => page.nextCursor,
  });
