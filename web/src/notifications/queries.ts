import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";

export const unreadCount = () =>
  queryOptions({
    queryKey: ["notifications", "unread"],
    queryFn: () => answer(api.GET("/notifications/unreadCount")),
  });
