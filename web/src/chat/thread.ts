import type { MessageView } from "~/api/http";

/**
 * What is loaded of a conversation: a stretch without a gap, the oldest first. Sequences count from
 * 1, so that it is known what is missing on either side of it.
 */
export interface Thread {
  messages: readonly MessageView[];
  /** The highest sequence that is known of, loaded or not. */
  latest: number;
}

export const EMPTY: Thread = { messages: [], latest: 0 };

export function firstOf(thread: Thread): number {
  return thread.messages[0]?.sequence ?? 1;
}

export function lastOf(thread: Thread): number {
  return thread.messages.at(-1)?.sequence ?? 0;
}

export function hasOlder(thread: Thread): boolean {
  return firstOf(thread) > 1;
}

export function hasNewer(thread: Thread): boolean {
  return thread.latest > lastOf(thread);
}

/**
 * Adds messages in the place of their sequences. What is there already is dropped, and so is what
 * would leave a gap: `latest` then says that there is more.
 */
export function withMessages(thread: Thread, found: readonly MessageView[]): Thread {
  const bySequence = new Map(found.map((message) => [message.sequence, message]));
  const latest = Math.max(thread.latest, ...bySequence.keys());
  const first = thread.messages[0]?.sequence ?? latest + 1;
  const older = run(bySequence, first - 1, -1).reverse();
  const newer = thread.messages.length > 0 ? run(bySequence, lastOf(thread) + 1, 1) : [];
  if (older.length + newer.length === 0 && latest === thread.latest) return thread;
  return { messages: [...older, ...thread.messages, ...newer], latest };
}

/** The messages from a sequence on, one by one up or down, until one is missing. */
function run(
  bySequence: ReadonlyMap<number, MessageView>,
  from: number,
  step: 1 | -1,
): MessageView[] {
  const messages: MessageView[] = [];
  for (let at = from; ; at += step) {
    const message = bySequence.get(at);
    if (!message) return messages;
    messages.push(message);
  }
}
