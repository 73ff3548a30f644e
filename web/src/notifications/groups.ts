import type { NotificationView } from "~/api/http";

export type GroupName = "today" | "week" | "earlier";

export interface Group {
  name: GroupName;
  items: NotificationView[];
}

const DAYS_OF_WEEK = 7;

/** Parts a list that is the newest first: today, the last seven days, and before. */
export function groupsOf(notifications: readonly NotificationView[], now: number): Group[] {
  const groups: Group[] = [];
  for (const notification of notifications) {
    const name = groupOf(Date.parse(notification.updatedAt), now);
    const last = groups.at(-1);
    if (last?.name === name) last.items.push(notification);
    else groups.push({ name, items: [notification] });
  }
  return groups;
}

function groupOf(at: number, now: number): GroupName {
  if (at >= midnight(now, 0)) return "today";
  return at >= midnight(now, DAYS_OF_WEEK - 1) ? "week" : "earlier";
}

/** When a day began by the clock of this device, some days ago. */
function midnight(now: number, daysAgo: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}
