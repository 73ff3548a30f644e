import type { MessageView } from "~/api/http";
import { alone, randomId, wait } from "~/session/browser";
import { discard, keep, kept, keptWith } from "~/session/kept";
import { session } from "~/session/session";
import { addMessage } from "./cache";
import { deliver, type Outgoing, Refused } from "./deliver";

type Told =
  | { kind: "written"; message: Outgoing }
  | { kind: "settled"; clientId: string; saved: MessageView | null };

const PREFIX = "outbox/";
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
const NONE: readonly Outgoing[] = [];

/**
 * What one person has written and the server has not acknowledged, on this browser. It is kept over
 * reloads, and sent one message at a time in each conversation, by one tab of all.
 */
export class Outbox {
  private messages: readonly Outgoing[] = NONE;
  private byConversation = new Map<string, readonly Outgoing[]>();
  private readonly listeners = new Set<() => void>();
  private readonly tabs: BroadcastChannel;
  /** Written in other tabs, which may have sent them by now. */
  private readonly foreign = new Set<string>();
  private readonly sleepers = new Set<() => void>();
  private closed = false;

  constructor(
    private readonly personId: string,
    private readonly onSaved: (message: MessageView) => void,
  ) {
    this.tabs = new BroadcastChannel(`outbox/${personId}`);
    this.tabs.onmessage = ({ data }: MessageEvent<Told>) => this.hear(data);
    void this.load();
  }

  readonly all = (): readonly Outgoing[] => this.messages;

  /** What is unsent in a conversation, the oldest first. */
  readonly of = (conversationId: string): readonly Outgoing[] =>
    this.byConversation.get(conversationId) ?? NONE;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Writes a message: it is kept before anything is sent. */
  add(conversationId: string, content: string): void {
    const clientId = randomId();
    void this.put({ clientId, conversationId, content, at: Date.now(), refused: null });
  }

  /** Sends a message again that was refused. */
  again(message: Outgoing): void {
    void this.put({ ...message, refused: null });
  }

  /** Gives a message up. */
  drop(clientId: string): void {
    void this.settle(clientId, null);
    this.tell({ kind: "settled", clientId, saved: null });
  }

  /** A message has been seen as saved, by whatever way: it need not be sent any more. */
  noteSaved(message: MessageView): void {
    if (this.messages.some(({ clientId }) => clientId === message.clientId)) {
      void this.settle(message.clientId, message);
    }
  }

  /** Tries again at once what waits: there is a network, or a connection. */
  hurry(): void {
    for (const wake of [...this.sleepers]) wake();
  }

  close(): void {
    this.closed = true;
    this.tabs.close();
    this.hurry();
  }

  private async load(): Promise<void> {
    const found = await keptWith<Outgoing>(this.personId, PREFIX);
    const here = new Set(this.messages.map(({ clientId }) => clientId));
    const older = found.map(([, each]) => each).filter(({ clientId }) => !here.has(clientId));
    if (this.closed || older.length === 0) return;
    this.change([...this.messages, ...older]);
    for (const id of new Set(older.map(({ conversationId }) => conversationId))) this.send(id);
  }

  private async put(message: Outgoing): Promise<void> {
    this.replace(message);
    await keep(this.personId, PREFIX + message.clientId, message);
    this.tell({ kind: "written", message });
    this.send(message.conversationId);
  }

  private send(conversationId: string): void {
    void alone(`outbox/${this.personId}/${conversationId}`, () => this.sendAll(conversationId));
  }

  private async sendAll(conversationId: string): Promise<void> {
    let failures = 0;
    while (!this.closed) {
      const next = this.of(conversationId).find(({ refused }) => refused === null);
      if (!next) return;
      if (this.foreign.has(next.clientId) && !(await this.isKept(next))) {
        this.forget(next.clientId);
        continue;
      }
      try {
        const saved = await deliver(next);
        failures = 0;
        if (this.closed) return;
        await this.settle(next.clientId, saved);
        this.tell({ kind: "settled", clientId: next.clientId, saved });
      } catch (error) {
        if (error instanceof Refused) await this.mark(next, error.message);
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

  private async mark(message: Outgoing, refused: string): Promise<void> {
    const marked = { ...message, refused };
    this.replace(marked);
    await keep(this.personId, PREFIX + message.clientId, marked);
    this.tell({ kind: "written", message: marked });
  }

  private async isKept({ clientId }: Outgoing): Promise<boolean> {
    return (await kept(this.personId, PREFIX + clientId)) !== undefined;
  }

  private async settle(clientId: string, saved: MessageView | null): Promise<void> {
    if (saved) this.onSaved(saved);
    this.forget(clientId);
    await discard(this.personId, PREFIX + clientId);
  }

  private forget(clientId: string): void {
    this.foreign.delete(clientId);
    this.change(this.messages.filter((each) => each.clientId !== clientId));
  }

  private replace(message: Outgoing): void {
    this.change([...this.messages.filter((each) => each.clientId !== message.clientId), message]);
  }

  private hear(told: Told): void {
    if (told.kind === "settled") {
      void this.settle(told.clientId, told.saved);
      return;
    }
    this.foreign.add(told.message.clientId);
    this.replace(told.message);
    // The tab that has written it may be closed before it could send it.
    if (told.message.refused === null) this.send(told.message.conversationId);
  }

  private tell(told: Told): void {
    if (!this.closed) this.tabs.postMessage(told);
  }

  private change(messages: readonly Outgoing[]): void {
    this.messages = messages.toSorted((one, other) => one.at - other.at);
    this.byConversation = new Map();
    for (const each of this.messages) {
      this.byConversation.set(each.conversationId, [...this.of(each.conversationId), each]);
    }
    for (const listener of [...this.listeners]) listener();
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
session.subscribe(() => {
  if (session.get().phase !== "out") return;
  opened?.outbox.close();
  opened = null;
});
