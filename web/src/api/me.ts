import { session } from "~/session/session";
import { answer, api } from "./client";

/** Reads one's own profile again, which another device or a link may have changed. */
export async function readMe(): Promise<void> {
  if (session.get().phase === "out") return;
  session.update(await answer(api.GET("/user/me")));
}
