import type { InfiniteData } from "@tanstack/react-query";
import type { FeedPostPage } from "~/api/http";
import { queryClient } from "~/api/queryClient";
import { keep, kept } from "~/session/kept";
import { latest } from "./queries";

export type FeedData = InfiniteData<FeedPostPage, unknown>;

interface KeptFeed {
  feed: FeedData;
  at: number;
}

const NAME = "feed";
/** A reload shows all that had been read, up to this many pages. */
const PAGES = 10;

let restoring: { personId: string; done: Promise<void> } | undefined;

/**
 * Puts what was kept of a person's feed into the query cache, once after each start of the page.
 *
 * A page that is loaded again shows all that was read, so that the reader is where they were; one
 * that is opened shows the first page, until the newest one is here.
 */
export function restoreFeed(personId: string): Promise<void> {
  if (restoring?.personId !== personId) restoring = { personId, done: restore(personId) };
  return restoring.done;
}

async function restore(personId: string): Promise<void> {
  const { queryKey } = latest();
  if (queryClient.getQueryData(queryKey)) return;
  const found = await kept<KeptFeed>(personId, NAME);
  if (!found || queryClient.getQueryData(queryKey)) return;
  if (isReload()) {
    queryClient.setQueryData(queryKey, found.feed, { updatedAt: found.at });
  } else {
    queryClient.setQueryData(queryKey, firstPages(found.feed, 1), { updatedAt: found.at });
    await queryClient.invalidateQueries({ queryKey, refetchType: "none" });
  }
}

/** Keeps a person's feed as it is shown. */
export function keepFeed(personId: string, feed: FeedData, at: number): void {
  void keep(personId, NAME, { feed: firstPages(feed, PAGES), at } satisfies KeptFeed);
}

/** The first pages of a feed, from which it can be read on. */
export function firstPages(feed: FeedData, pages: number): FeedData {
  return { pages: feed.pages.slice(0, pages), pageParams: feed.pageParams.slice(0, pages) };
}

function isReload(): boolean {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation instanceof PerformanceNavigationTiming && navigation.type === "reload";
}
