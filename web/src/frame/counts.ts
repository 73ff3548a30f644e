import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { conversations } from "~/chat/queries";
import { waiting } from "~/exchange/queries";
import { unreadCount } from "~/notifications/queries";

/** What waits for the person, as the navigation counts it. */
export interface Counts {
  exchanges: number;
  messages: number;
  notifications: number;
}

export function useCounts(): Counts {
  const notifications = useQuery(unreadCount());
  const exchanges = useQuery(waiting());
  // The list is asked for once the page is painted (`live/`): only what is known is counted here.
  const chats = useInfiniteQuery({ ...conversations(), enabled: false });
  const unread = chats.data?.pages.flatMap(({ items }) => items.map((each) => each.unreadCount));
  return {
    exchanges: exchanges.data?.length ?? 0,
    messages: unread?.reduce((sum, count) => sum + count, 0) ?? 0,
    notifications: notifications.data?.count ?? 0,
  };
}
