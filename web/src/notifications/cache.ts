// What happens to notifications, written into the query cache.
import type { InfiniteData } from "@tanstack/react-query";
import type { NotificationView, NotificationViewPage } from "~/api/http";
import { queryClient } from "~/api/queryClient";
import { notifications, unreadCount } from "./queries";

type List = InfiniteData<NotificationViewPage, unknown>;

/** Puts a notification at the top of the list, in place of what it was before. */
export function addNotification(notification: NotificationView): void {
  changeList((list) => ({
    ...list,
    pages: list.pages.map((page, index) => {
      const others = page.items.filter(({ id }) => id !== notification.id);
      return { ...page, items: index === 0 ? [notification, ...others] : others };
    }),
  }));
}

/** Shows what is left of a notification where it stands, or takes it off the list. */
export function changeNotification(id: string, left: NotificationView | null): void {
  changeList((list) => ({
    ...list,
    pages: list.pages.map((page) => ({
      ...page,
      items: page.items.flatMap((each) => (each.id === id ? (left ?? []) : each)),
    })),
  }));
}

export function countUnread(count: number): void {
  queryClient.setQueryData(unreadCount().queryKey, { count });
}

/** Marks some as read, or one and all below it in the list. */
export function markRead(ids: readonly string[] | null, upTo: string | null): void {
  changeList((list) => {
    let below = false;
    return {
      ...list,
      pages: list.pages.map((page) => ({
        ...page,
        items: page.items.map((each) => {
          below ||= each.id === upTo;
          const isMeant = below || ids?.includes(each.id) === true;
          return isMeant && !each.isRead ? { ...each, isRead: true } : each;
        }),
      })),
    };
  });
}

/** Asks the server for what may have been missed. */
export async function resyncNotifications(): Promise<void> {
  await queryClient.fetchQuery({ ...unreadCount(), staleTime: 0 });
  await queryClient.invalidateQueries({ queryKey: notifications().queryKey });
}

function changeList(change: (list: List) => List): void {
  queryClient.setQueryData(notifications().queryKey, (list) => list && change(list));
}
