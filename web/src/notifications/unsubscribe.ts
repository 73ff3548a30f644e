import { answer, api } from "~/api/client";

/** Ends the mails that a link is of. Alone in its file, as whoever opens it may not be signed in. */
export const unsubscribe = (token: string) =>
  answer(api.POST("/notifications/unsubscribe/{token}", { params: { path: { token } } }));
