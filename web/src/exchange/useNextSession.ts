import { useInfiniteQuery } from "@tanstack/react-query";
import type { ScheduledSession } from "~/api/http";
import { useNow } from "~/ui/useNow";
import { schedule } from "./queries";
import { endOf } from "./view";

/** Returns the session that is agreed and goes on or comes next; `undefined` until it is known. */
export function useNextSession(): ScheduledSession | null | undefined {
  const now = useNow(30_000);
  const { data } = useInfiniteQuery(schedule());
  const sessions = data?.pages.flatMap((page) => page.items);
  return sessions && (sessions.find((it) => it.status === "accepted" && endOf(it) > now) ?? null);
}
