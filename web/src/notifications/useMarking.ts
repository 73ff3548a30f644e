import { useMutation } from "@tanstack/react-query";
import type { Marking } from "~/api/http";
import { countUnread, markRead, resyncNotifications } from "./cache";
import { postMarking } from "./queries";

/** Marks notifications as read: at once here, and in all tabs and devices when the server has it. */
export function useMarking() {
  return useMutation({
    mutationFn: postMarking,
    scope: { id: "notifications" },
    onMutate: (marking: Marking) =>
      "ids" in marking ? markRead(marking.ids, null) : markRead(null, marking.upTo),
    onSuccess: ({ count }) => countUnread(count),
    onError: () => void resyncNotifications(),
  });
}
