import { type Query, QueryClient } from "@tanstack/react-query";
import { session } from "~/session/session";
import { Failure } from "./failure";

const TRIES = 3;

/** What the server has said; nothing of it outlives the tab, but what `session/kept.ts` keeps. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 30 * 60_000,
      // Without a network a request fails and says so, rather than wait in silence.
      networkMode: "always",
      // What failed without one is read as soon as there is one again.
      refetchOnReconnect: true,
      retry: (failures, error) => failures < TRIES - 1 && mayPass(error),
      retryDelay: (failures, error) => secondsAsked(error) ?? 500 * 2 ** failures,
    },
    mutations: { networkMode: "always" },
  },
});

// What was read as one person is nothing for the next one.
session.onParting(() => queryClient.clear());

/** Asks again for what is shown as failed and may go well by now. */
export function refetchFailed(): Promise<void> {
  const hasFailed = ({ state: { error } }: Query) => error instanceof Failure && error.passing;
  return queryClient.refetchQueries({ type: "active", predicate: hasFailed });
}

function mayPass(error: Error): boolean {
  // One who is told to wait for longer is shown that, not kept waiting.
  return error instanceof Failure && error.passing && (error.retryAfter ?? 0) <= 2;
}

function secondsAsked(error: Error): number | undefined {
  const seconds = error instanceof Failure ? error.retryAfter : undefined;
  return seconds === undefined ? undefined : seconds * 1000;
}
