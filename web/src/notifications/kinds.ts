import type { NotificationType } from "~/api/http";
import type { TextId } from "~/texts/ids";

/** The kinds of notifications, as they stand together in the settings. */
export const KINDS: readonly { name: TextId; types: readonly NotificationType[] }[] = [
  { name: "kinds-people", types: ["message", "follow", "like", "comment"] },
  {
    name: "kinds-exchanges",
    types: ["exchange_request", "exchange_accepted", "exchange_canceled", "exchange_completed"],
  },
  {
    name: "kinds-sessions",
    types: [
      "session_proposed",
      "session_scheduled",
      "session_changed",
      "session_reminder",
      "session_completed",
    ],
  },
  { name: "kinds-ratings", types: ["session_rated", "rating_replied", "badge", "summary"] },
];

export function kindText(type: NotificationType): TextId {
  return `kind-${type}`;
}
