import type { MessageView } from "~/api/http";
import { alone, randomId, wait } from "~/session/browser";
import { session } from "~/session/session";
import { addMessage } from "./cache";
import { deliver, type Outgoing, Refused } from "./deliver";
import { Unsent } from "./unsent";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** Sends what one person writes: one message at a time in each conversation, by one tab of all. */
export class Outbox {
  private readonly unsent: Unsent;
  private readonly sleepers = new Set<() => void>();
  private readonly closing = new AbortController();

  constructor(
    private readonly personId: string,
    onSaved: (message: MessageView) => void,
  ) {
    this.unsent = new Unsent(personId, { onWritten: (id) => this.send(id), onSaved });
  }

  readonly all = (): readonly Outgoing[] => this.unsent.all();

  readonly subscribe = (listener: () => void): (() => void) => this.unsent.subscribe(listener);

  /** What is unsent in a conversation, the oldest first. */
  of(conversationId: string): readonly Outgoing[] {
    return this.unsent.of(conversationId);
  }

  /** Writes a message: it is kept before anything is sent. */
  add(conversationId: string, content: string): void {
    // Later than the one before it, also within a millisecond or with a clock that was put back.
    const at = Math.max(Date.now(), (this.of(conversationId).at(-1)?.at ?? 0) + 1);
    void this.put({ clientId: randomId(), conversationId, content, at, refused: null });
  }

  /** Sends a message again that was refused. */
  again(message: Outgoing): void {
    void this.put({ ...message, refused: null });
  }

  /** Gives a message up. */
  drop(clientId: string): void {
    void this.unsent.settle(clientId, null);
  }

  /** A message has been seen as saved, by whatever way: it need not be sent any more. */
  noteSaved(message: MessageView): void {
    if (this.unsent.has(message.clientId)) void this.unsent.settle(message.clientId, message);
  }

  /** Tries again at once what waits: there is a network, or a connection. */
  hurry(): void {
    for (const wake of [...this.sleepers]) wake();
  }

  close(): void {
    this.closing.abort();
    this.unsent.close();
    this.hurry();
  }

  private async put(message: Outgoing): Promise<void> {
    await this.unsent.put(message);
    this.send(message.conversationId);
  }

  private send(conversationId: string): void {
    void alone(`outbox/${this.personId}/${conversationId}`, () => this.sendAll(conversationId));
  }

  private async sendAll(conversationId: string): Promise<void> {
    const { signal } = this.closing;
    let failures = 0;
    while (!signal.aborted) {
      const next = this.of(conversationId).find(({ refused }) => refused === null);
      if (!next) return;
      if (!(await this.unsent.stillWaits(next))) continue;
      try {
        const saved = await deliver(next, signal);
        failures = 0;
        if (signal.aborted) return;
        await this.unsent.settle(next.clientId, saved);
      } catch (error) {
        if (error instanceof Refused) await this.unsent.put({ ...next, refused: error.message });
        else await this.pause(failures++);
      }
    }
  }

  /** Waits, the longer the more has failed, or until there is a reason to hurry. */
  private async pause(failures: number): Promise<void> {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures);
    let wake: () => void = () => undefined;
    const hurried = new Promise<void>((resolve) => {
      wake = resolve;
      this.sleepers.add(wake);
    });
    await Promise.race([hurried, wait((longest * (1 + Math.random())) / 2)]);
    this.sleepers.delete(wake);
  }
}

let opened: { personId: string; outbox: Outbox } | null = null;

/** The outbox of the person who is signed in; that of the one before is left alone. */
export function outboxOf(personId: string): Outbox {
  if (opened?.personId !== personId) {
    opened?.outbox.close();
    const outbox = new Outbox(personId, (message) => addMessage(message, personId));
    opened = { personId, outbox };
  }
  return opened.outbox;
}

// Nobody is signed in any more: what is unsent stays, unseen, until they are back.
session.onParting(() => {
  opened?.outbox.close();
  opened = null;
});
