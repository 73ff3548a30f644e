// A browser in which several tabs share storage, locks and a channel, and a server that answers.
import { vi } from "vitest";
import type { OwnProfile } from "~/api/http";
import type { Session } from "~/session/session";

const kept = new Map<string, unknown>();

vi.mock("idb-keyval", () => ({
  createStore: () => undefined,
  get: async (key: string) => kept.get(key),
  set: async (key: string, value: unknown) => void kept.set(key, value),
  del: async (key: string) => void kept.delete(key),
  entries: async () => [...kept],
  clear: async () => kept.clear(),
}));

/** What is kept in the browser's own database, by key. */
export const store = kept;

/** One at a time for each name, as the browser grants them to all of its tabs. */
export function grantLocks(): void {
  const last = new Map<string, Promise<unknown>>();
  vi.stubGlobal("navigator", {
    onLine: true,
    languages: ["en"],
    locks: {
      request: (name: string, work: () => Promise<unknown>) => {
        const run = (last.get(name) ?? Promise.resolve()).then(work);
        last.set(
          name,
          run.catch(() => undefined),
        );
        return run;
      },
    },
  });
}

export function person(id: string): OwnProfile {
  return { id, firstName: id, emailVerified: true } as OwnProfile;
}

export function signedIn(id: string, token = `token-of-${id}`, expiresIn = 900): Response {
  return Response.json({ accessToken: token, expiresIn, user: person(id) });
}

export function problem(status: number, type: string): Response {
  return Response.json({ type, title: type, status }, { status });
}

export interface Sent {
  path: string;
  headers: Headers;
  body: Record<string, unknown>;
}

/** A server whose answers are decided one by one; all requests are recorded. */
export function serve(answer: (sent: Sent) => Response | Promise<Response>): Sent[] {
  const requests: Sent[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const sent = {
      path,
      headers: new Headers(init.headers),
      body: JSON.parse(String(init.body)) as Record<string, unknown>,
    };
    requests.push(sent);
    return answer(sent);
  });
  return requests;
}

/** Opens a tab: another copy of the session's code, with the browser's storage and channel. */
export async function openTab(): Promise<Session> {
  vi.resetModules();
  const { session } = await import("~/session/session");
  session.start();
  return session;
}

/** Waits until a tab is in a phase. */
export async function until(tab: Session, phase: "in" | "out"): Promise<void> {
  await vi.waitFor(() => {
    if (tab.get().phase !== phase) throw new Error(`The tab is ${tab.get().phase}`);
  });
}
