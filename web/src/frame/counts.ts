import { useQuery } from "@tanstack/react-query";
import { unreadCount } from "~/notifications/queries";

/** What waits for the person, as the navigation counts it. */
export interface Counts {
  exchanges: number;
  messages: number;
  notifications: number;
}

export function useCounts(): Counts {
  const notifications = useQuery(unreadCount());
  return { exchanges: 0, messages: 0, notifications: notifications.data?.count ?? 0 };
}
