import createClient from "openapi-fetch";
import { session } from "~/session/session";
import { hearServerTime } from "./clock";
import { Failure } from "./failure";
import type { paths } from "./http";

/** The HTTP API, typed by its contract. Wrap each call in `answer`. */
export const api = createClient<paths>({ baseUrl: "/api", fetch: (request) => send(request) });

interface Result<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * Returns the body of a successful answer.
 *
 * @throws Failure for every other one, and where none came.
 */
export async function answer<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (!response.ok) throw Failure.from(response, error);
  return data as Data;
}

/** Sends a request as the person who is signed in; once more where only the token was too old. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await session.token();
  const { personId } = session.get();
  const response = await deliver(request, token);
  if (response.status !== 401 || token === null) return response;
  const fresh = await session.tokenAfter(token);
  // What one person began must not be done as another one, who is here by now.
  const isSame = fresh !== null && session.get().personId === personId;
  return isSame ? deliver(again, fresh) : response;
}

async function deliver(request: Request, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set("authorization", `Bearer ${token}`);
  request.headers.set("accept-language", document.documentElement.lang);
  const sentAt = Date.now();
  try {
    const response = await fetch(request);
    hearServerTime(response.headers.get("date"), sentAt, Date.now());
    session.reached(true);
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    session.reached(false);
    throw Failure.noAnswer();
  }
}
