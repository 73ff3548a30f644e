import type { MessageView } from "~/api/http";
import type { Outgoing } from "./deliver";
import { hasOlder, type Thread } from "./thread";

/**
 * One line of the log. A message's form is decided by what follows it, so that none of them changes
 * when older ones are put before it. `ends`: it is the last of those that stand together, or the
 * last that tells of its exchange.
 */
export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "unread"; key: string }
  | { kind: "message"; key: string; message: MessageView; mine: boolean; ends: boolean }
  | { kind: "outgoing"; key: string; message: Outgoing; ends: boolean };

/** Messages of one person that follow each other within this time stand together. */
const TOGETHER = 5 * 60_000;

interface Parts {
  thread: Thread;
  outgoing: readonly Outgoing[];
  me: string;
  /** Up to where it was read when it was opened: the line "New" stands after it. */
  readBefore: number;
}

/** Lays out a thread and what is unsent as the lines of the log. */
export function rowsOf({ thread, outgoing, me, readBefore }: Parts): Row[] {
  const { messages } = thread;
  const saved = new Set(messages.map(({ clientId }) => clientId));
  const unsent = outgoing.filter(({ clientId }) => !saved.has(clientId));
  const newestOf = new Map(messages.map(({ id, about }) => [about?.exchangeId, id]));
  const rows: Row[] = [];
  for (const [index, message] of messages.entries()) {
    const at = Date.parse(message.sentAt);
    const previous = messages[index - 1];
    // Nobody knows yet whether the oldest one that is loaded is the first of its day.
    const opensDay = previous ? !sameDay(Date.parse(previous.sentAt), at) : !hasOlder(thread);
    if (opensDay) rows.push({ kind: "day", key: `day-${message.id}`, at });
    const mine = message.senderId === me;
    const isFirstUnread =
      readBefore > 0 && previous?.sequence === readBefore && !mine && message.kind === "text";
    if (isFirstUnread) rows.push({ kind: "unread", key: "unread" });
    const next = messages[index + 1];
    const ends = message.about
      ? newestOf.get(message.about.exchangeId) === message.id
      : next
        ? !together(message, next)
        : unsent.length === 0 || !mine;
    rows.push({ kind: "message", key: keyOf(message, mine), message, mine, ends });
  }
  for (const [index, message] of unsent.entries()) {
    const before = index === 0 ? messages.at(-1)?.sentAt : undefined;
    const previous = before === undefined ? unsent[index - 1]?.at : Date.parse(before);
    if (previous === undefined || !sameDay(previous, message.at)) {
      rows.push({ kind: "day", key: `day-${message.clientId}`, at: message.at });
    }
    const ends = index === unsent.length - 1 || message.refused !== null;
    rows.push({ kind: "outgoing", key: message.clientId, message, ends });
  }
  return rows;
}

/** What I send keeps its place on the screen when it is saved. */
function keyOf(message: MessageView, mine: boolean): string {
  return mine ? message.clientId : message.id;
}

function together(one: MessageView, next: MessageView): boolean {
  return (
    one.senderId === next.senderId &&
    one.kind === "text" &&
    next.kind === "text" &&
    Date.parse(next.sentAt) - Date.parse(one.sentAt) < TOGETHER &&
    sameDay(Date.parse(one.sentAt), Date.parse(next.sentAt))
  );
}

/** Whether two instants are on one day, by the clock of this device. */
export function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
