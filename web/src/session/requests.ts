import { Failure } from "~/api/failure";
import type { SignedIn } from "~/api/http";
import * as memory from "./memory";

/** No request holds up the other tabs for longer; API Gateway gives up earlier. */
const PATIENCE = 40_000;

/**
 * Sends something to the server as a page of our own site, which has its session in a cookie.
 *
 * @throws Failure where no answer comes
 */
export async function post(
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  const request: RequestInit = {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-session": "cookie",
      "accept-language": document.documentElement.lang,
      ...headers,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  };
  return fetch(path, request).catch(() => {
    throw Failure.noAnswer();
  });
}

export function postLogout(token: string, everywhere: boolean): Promise<Response> {
  return post("/api/auth/logout", { everywhere }, { authorization: `Bearer ${token}` });
}

/** Tells the server of a sign-out that it was out of reach for. What fails is owed still. */
export async function payLogout(): Promise<void> {
  if (!memory.logoutIsOwed()) return;
  const refreshed = await post("/api/auth/refresh", {});
  if (refreshed.ok) {
    const { accessToken } = (await refreshed.json()) as SignedIn;
    const left = await postLogout(accessToken, false);
    if (!left.ok) throw await Failure.of(left);
  } else if (refreshed.status !== 401) {
    throw await Failure.of(refreshed);
  }
  memory.oweLogout(false);
}
