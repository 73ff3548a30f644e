import { clear, createStore, entries, get, promisifyRequest, type UseStore } from "idb-keyval";

/**
 * What a browser keeps for one person: their card, drafts, the outbox, the first page of the feed.
 *
 * Keys begin with the person's id, and nobody else's are ever read.
 */
const store: UseStore = createStore("learn-exchange", "kept");

/** What is written late, as a draft that was still being typed, must not outlive a sign-out. */
let keeping = true;

const place = (personId: string, name: string) => `${personId}/${name}`;

/** Reads what was kept; a browser that keeps nothing (private windows) is no error. */
export async function kept<Value>(personId: string, name: string): Promise<Value | undefined> {
  return get<Value>(place(personId, name), store).catch(() => undefined);
}

export async function keep(personId: string, name: string, value: unknown): Promise<void> {
  if (keeping) await write((all) => all.put(value, place(personId, name)));
}

export async function discard(personId: string, name: string): Promise<void> {
  await write((all) => all.delete(place(personId, name)));
}

/**
 * Writes in a transaction that does not wait for the page: of a page that is being left, the browser
 * takes back what was not committed by then.
 */
async function write(change: (all: IDBObjectStore) => void): Promise<void> {
  await store("readwrite", (all) => {
    change(all);
    all.transaction.commit();
    return promisifyRequest(all.transaction);
  }).catch(() => undefined);
}

/** All that is kept for a person under names with a prefix, by the rest of the name. */
export async function keptWith<Value>(
  personId: string,
  prefix: string,
): Promise<[string, Value][]> {
  const start = place(personId, prefix);
  const all = await entries<string, Value>(store).catch((): [string, Value][] => []);
  return all.flatMap(([key, value]) =>
    key.startsWith(start) ? [[key.slice(start.length), value] as [string, Value]] : [],
  );
}

/** How many things a person has written here that no server has yet: drafts, and the outbox. */
export async function unsentOf(personId: string): Promise<number> {
  const all = await Promise.all(["draft/", "outbox/"].map((prefix) => keptWith(personId, prefix)));
  return all.flat().length;
}

/** Somebody is signed in: from now on something may be kept. */
export function beginKeeping(): void {
  keeping = true;
}

/** Nobody is, by their own wish. */
export function stopKeeping(): void {
  keeping = false;
}

/** Forgets everything of everybody, until somebody signs in. */
export async function forgetAll(): Promise<void> {
  stopKeeping();
  await clear(store).catch(() => undefined);
  if ("caches" in globalThis) {
    for (const name of await caches.keys()) await caches.delete(name);
  }
}
