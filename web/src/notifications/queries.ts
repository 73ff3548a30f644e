import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { Marking, PreferencesChanges } from "~/api/http";
import { paged } from "~/api/pages";

const PAGE = 30;

export const unreadCount = () =>
  queryOptions({
    queryKey: ["notifications", "unread"],
    queryFn: ({ signal }) => answer(api.GET("/notifications/unreadCount", { signal })),
  });

export const notifications = () =>
  paged(["notifications", "list"], PAGE, (page, signal) =>
    answer(api.GET("/notifications/list", { params: { query: page }, signal })),
  );

export const reasons = (id: string) =>
  queryOptions({
    queryKey: ["notifications", "why", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/notifications/{id}/why", { params: { path: { id } }, signal })),
    staleTime: 0,
  });

export const preferences = () =>
  queryOptions({
    queryKey: ["notifications", "preferences"],
    queryFn: ({ signal }) => answer(api.GET("/notifications/preferences", { signal })),
  });

export const postMarking = (marking: Marking) =>
  answer(api.POST("/notifications/markRead", { body: marking }));

export const putPreferences = (changes: PreferencesChanges) =>
  answer(api.PUT("/notifications/preferences", { body: changes }));
