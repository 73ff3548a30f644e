import { infiniteQueryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { PasswordChange } from "~/api/http";

const PAGE = 50;

const onward = (cursor: string) => ({
  query: { limit: PAGE, ...(cursor && { cursor }) },
});

/** My logins, the newest first. */
export const devices = () =>
  infiniteQueryOptions({
    queryKey: ["settings", "devices"],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/auth/devices", { params: onward(pageParam), signal })),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

export const removeDevice = (deviceId: string) =>
  answer(api.DELETE("/auth/devices/{deviceId}", { params: { path: { deviceId } } }));

/** A new password: this login goes on, all others end. */
export const changePassword = (body: PasswordChange) =>
  answer(api.POST("/auth/changePassword", { body }));

/** Whom I have blocked. */
export const blocked = () =>
  infiniteQueryOptions({
    queryKey: ["settings", "blocked"],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/user/blocked", { params: onward(pageParam), signal })),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
