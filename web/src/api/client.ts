import type { Client } from "openapi-fetch";
import { session } from "~/session/session";
import { hearServerTime } from "./clock";
import { Failure } from "./failure";
import type { paths } from "./http";

/** The HTTP API, typed by its contract. Wrap each call in `answer`. */
export const api = {
  GET: calls("GET"),
  POST: calls("POST"),
  PUT: calls("PUT"),
  PATCH: calls("PATCH"),
  DELETE: calls("DELETE"),
} as Pick<Client<paths>, "GET" | "POST" | "PUT" | "PATCH" | "DELETE">;

interface Call {
  params?: {
    path?: Record<string, string>;
    query?: Record<string, string | number | undefined>;
    header?: Record<string, string>;
  };
  body?: unknown;
  signal?: AbortSignal;
  parseAs?: "blob";
}

/** The types are openapi-fetch's; of what it does at run time this is all that is needed here. */
function calls(method: string) {
  return async (path: string, { params = {}, body, signal, parseAs }: Call = {}) => {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(params.path?.[name] ?? ""),
    );
    const query = Object.entries(params.query ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const search = query.length > 0 ? `?${new URLSearchParams(query)}` : "";
    const request = new Request(`/api${filled}${search}`, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...params.header,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const response = await send(request);
    if (!response.ok || response.status === 204) return { response };
    return { response, data: await (parseAs === "blob" ? response.blob() : response.json()) };
  };
}

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
