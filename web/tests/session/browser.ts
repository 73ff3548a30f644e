// A browser in which several tabs share storage, locks and a channel, and a server that answers.
import { vi } from "vitest";
import type { OwnProfile } from "~/api/http";
import { Session } from "~/session/session";

const kept = new Map<string, unknown>();

const written = {
  put: (value: unknown, key: string) => void kept.set(key, value),
  delete: (key: string) => void kept.delete(key),
  transaction: { commit: () => undefined },
};

vi.mock("idb-keyval", () => ({
  createStore: () => async (_: string, change: (all: typeof written) => unknown) => change(written),
  promisifyRequest: async () => undefined,
  get: async (key: string) => kept.get(key),
  entries: async () => [...kept],
  clear: async () => kept.clear(),
}));

/** What is kept in the browser's own database, by key. */
export const store = kept;

/** A channel whose messages come a moment later, to all others of its name. */
class Channel {
  static open: Channel[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;

  constructor(readonly name: string) {
    Channel.open.push(this);
  }

  postMessage(data: unknown): void {
    const others = Channel.open.filter((each) => each !== this && each.name === this.name);
    setTimeout(() => {
      for (const other of others) other.onmessage?.({ data: structuredClone(data) });
    });
  }
}

/** Grants work of one name to one tab at a time; happy-dom never grants. */
class Locks {
  private readonly last = new Map<string, Promise<unknown>>();

  request<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const run = (this.last.get(name) ?? Promise.resolve()).then(work);
    this.last.set(
      name,
      run.catch(() => undefined),
    );
    return run;
  }
}

/** A browser that nobody has used yet. */
export function openBrowser(): void {
  localStorage.clear();
  sessionStorage.clear();
  kept.clear();
  Channel.open = [];
  vi.stubGlobal("isSecureContext", true);
  vi.stubGlobal("BroadcastChannel", Channel);
  vi.stubGlobal("navigator", { onLine: true, languages: ["en"], locks: new Locks() });
}

/** Says something as another tab of this browser. */
export function tellAs(told: object): void {
  new Channel("session").postMessage(told);
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

export function openTab(): Session {
  const tab = new Session();
  tab.start();
  return tab;
}

/** Waits until a tab is in a phase. */
export async function until(tab: Session, phase: "in" | "out"): Promise<void> {
  await vi.waitFor(() => {
    if (tab.get().phase !== phase) throw new Error(`The tab is ${tab.get().phase}`);
  });
}
