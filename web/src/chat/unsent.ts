import type { MessageView } from "~/api/http";
import { discard, keep, kept, keptWith } from "~/session/kept";
import { Shown } from "~/session/shown";
import type { Outgoing } from "./deliver";

type Told =
  | { kind: "written"; message: Outgoing }
  | { kind: "settled"; clientId: string; saved: MessageView | null };

interface Owner {
  /** There is something to send in a conversation. */
  onWritten: (conversationId: string) => void;
  onSaved: (message: MessageView) => void;
}

const PREFIX = "outbox/";
const NONE: readonly Outgoing[] = [];

/**
 * What one person has written and the server has not acknowledged, the oldest first. It is kept over
 * reloads, and is the same in all tabs of this browser.
 */
export class Unsent {
  private readonly messages = new Shown(NONE);
  private byConversation = new Map<string, readonly Outgoing[]>();
  private readonly tabs: BroadcastChannel;
  /** Written in other tabs, which may have sent them by now. */
  private readonly foreign = new Set<string>();
  private closed = false;

  readonly all = this.messages.get;
  readonly subscribe = this.messages.subscribe;

  constructor(
    private readonly personId: string,
    private readonly owner: Owner,
  ) {
    this.tabs = new BroadcastChannel(`outbox/${personId}`);
    this.tabs.onmessage = ({ data }: MessageEvent<Told>) => this.hear(data);
    void this.load();
  }

  of(conversationId: string): readonly Outgoing[] {
    return this.byConversation.get(conversationId) ?? NONE;
  }

  has(clientId: string): boolean {
    return this.all().some((each) => each.clientId === clientId);
  }

  /** Takes in a message that is new or has changed: it is kept before anybody is told. */
  async put(message: Outgoing): Promise<void> {
    this.replace(message);
    await keep(this.personId, PREFIX + message.clientId, message);
    this.tell({ kind: "written", message });
  }

  /** Takes out a message, in all tabs: it is saved, or given up. */
  async settle(clientId: string, saved: MessageView | null): Promise<void> {
    await this.takeOut(clientId, saved);
    this.tell({ kind: "settled", clientId, saved });
  }

  /** Whether a message still waits; where it does not, another tab has sent it. */
  async stillWaits({ clientId }: Outgoing): Promise<boolean> {
    if (!this.foreign.has(clientId)) return true;
    if ((await kept(this.personId, PREFIX + clientId)) !== undefined) return true;
    this.forget(clientId);
    return false;
  }

  close(): void {
    this.closed = true;
    this.tabs.close();
  }

  private async load(): Promise<void> {
    const found = await keptWith<Outgoing>(this.personId, PREFIX);
    const older = found.map(([, each]) => each).filter(({ clientId }) => !this.has(clientId));
    if (this.closed || older.length === 0) return;
    this.change([...this.all(), ...older]);
    for (const id of new Set(older.map(({ conversationId }) => conversationId))) {
      this.owner.onWritten(id);
    }
  }

  private hear(told: Told): void {
    if (told.kind === "settled") {
      void this.takeOut(told.clientId, told.saved);
      return;
    }
    this.foreign.add(told.message.clientId);
    this.replace(told.message);
    // The tab that has written it may be closed before it could send it.
    if (told.message.refused === null) this.owner.onWritten(told.message.conversationId);
  }

  private async takeOut(clientId: string, saved: MessageView | null): Promise<void> {
    if (saved) this.owner.onSaved(saved);
    this.forget(clientId);
    await discard(this.personId, PREFIX + clientId);
  }

  private forget(clientId: string): void {
    this.foreign.delete(clientId);
    this.change(this.all().filter((each) => each.clientId !== clientId));
  }

  private replace(message: Outgoing): void {
    this.change([...this.all().filter((each) => each.clientId !== message.clientId), message]);
  }

  private tell(told: Told): void {
    if (!this.closed) this.tabs.postMessage(told);
  }

  private change(messages: readonly Outgoing[]): void {
    const sorted = messages.toSorted((one, other) => one.at - other.at);
    this.byConversation = Map.groupBy(sorted, ({ conversationId }) => conversationId);
    this.messages.set(sorted);
  }
}
