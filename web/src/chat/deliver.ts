import { Failure } from "~/api/failure";
import type { MessageView } from "~/api/http";
import { sendFrame } from "~/live/wire";
import { postMessage } from "./queries";

/** A message that is not yet known to be saved. */
export interface Outgoing {
  clientId: string;
  conversationId: string;
  content: string;
  /** When it was written, in milliseconds since 1970. */
  at: number;
  /** Why it never will be saved, as it is: the type of the problem. */
  refused: string | null;
}

/** A message was refused; sending it again would not help. */
export class Refused extends Error {
  override readonly name = "Refused";
}

interface Waiting {
  resolve: (message: MessageView | null) => void;
  reject: (error: Refused) => void;
}

const SHORTEST_PATIENCE = 2_000;
const LONGEST_PATIENCE = 30_000;
/** What may succeed a moment later; all else is refused for good. */
const PASSING = new Set(["internal-error", "too-many-requests", "unavailable"]);

const waiting = new Map<string, Waiting>();
let patience = SHORTEST_PATIENCE;

/**
 * Saves a message: by the socket, or where nothing is heard of it in time, by HTTP. Both may arrive,
 * and it is there once, by its `clientId`.
 *
 * @throws Refused, or a Failure that may pass; and where it is aborted: whoever wrote it is not here
 *   any more, and it must not be sent as somebody else.
 */
export async function deliver(message: Outgoing, signal: AbortSignal): Promise<MessageView> {
  const saved = await bySocket(message);
  if (saved) return saved;
  signal.throwIfAborted();
  return byHttp(message);
}

/** An `ack` has come. */
export function acknowledge(clientId: string, message: MessageView): void {
  waiting.get(clientId)?.resolve(message);
}

/** An `error` has come; what may pass is tried again. */
export function refuse(clientId: string, code: string): void {
  if (PASSING.has(code)) waiting.get(clientId)?.resolve(null);
  else waiting.get(clientId)?.reject(new Refused(code));
}

/** The connection is lost: no `ack` comes by it any more. */
export function stopWaiting(): void {
  for (const { resolve } of waiting.values()) resolve(null);
}

async function bySocket(message: Outgoing): Promise<MessageView | null> {
  const { clientId, conversationId, content } = message;
  if (!sendFrame({ action: "sendMessage", clientId, conversationId, content })) return null;
  const started = Date.now();
  const answer = new Promise<MessageView | null>((resolve, reject) => {
    waiting.set(clientId, { resolve, reject });
  });
  // As TCP does (RFC 6298): twice as long as it took, and longer each time that nothing came.
  const timer = setTimeout(() => {
    patience = within(2 * patience);
    waiting.get(clientId)?.resolve(null);
  }, patience);
  try {
    const saved = await answer;
    if (saved) patience = within(2 * (Date.now() - started));
    return saved;
  } finally {
    clearTimeout(timer);
    waiting.delete(clientId);
  }
}

function within(milliseconds: number): number {
  return Math.min(LONGEST_PATIENCE, Math.max(SHORTEST_PATIENCE, milliseconds));
}

async function byHttp({ conversationId, clientId, content }: Outgoing): Promise<MessageView> {
  try {
    return await postMessage(conversationId, clientId, content);
  } catch (error) {
    if (!(error instanceof Failure) || error.passing || error.status === 401) throw error;
    throw new Refused(error.type ?? String(error.status));
  }
}
