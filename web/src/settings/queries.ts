import { answer, api } from "~/api/client";
import type { PasswordChange } from "~/api/http";
import { paged } from "~/api/pages";

const PAGE = 50;

/** My logins, the newest first. */
export const devices = () =>
  paged(["settings", "devices"], PAGE, (page, signal) =>
    answer(api.GET("/auth/devices", { params: { query: page }, signal })),
  );

export const removeDevice = (deviceId: string) =>
  answer(api.DELETE("/auth/devices/{deviceId}", { params: { path: { deviceId } } }));

/** A new password: this login goes on, all others end. */
export const changePassword = (body: PasswordChange) =>
  answer(api.POST("/auth/changePassword", { body }));

/** Whom I have blocked. */
export const blocked = () =>
  paged(["settings", "blocked"], PAGE, (page, signal) =>
    answer(api.GET("/user/blocked", { params: { query: page }, signal })),
  );
