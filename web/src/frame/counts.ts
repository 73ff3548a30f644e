import { useQuery } from "@tanstack/react-query";
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
  return {
    exchanges: exchanges.data?.length ?? 0,
    messages: 0,
    notifications: notifications.data?.count ?? 0,
  };
}
