import { Shown } from "~/session/shown";
import type { Frame, SentFrame } from "./types";

/**
 * `refused`: no socket could be opened, though the server was reached; it is tried again now and
 * then, and what is new has to be asked for meanwhile.
 */
export type SocketState = "stopped" | "connecting" | "open" | "refused";

interface Surroundings {
  /** Where to connect, once: the address has a fresh ticket in it. */
  address: () => Promise<string>;
  open: (address: string) => WebSocket;
  onFrame: (frame: Frame) => void;
  onOpen: () => void;
}

/** Milliseconds that a ping has to be answered in, after which the connection is taken for dead. */
export const PATIENCE = 5_000;
const HANDSHAKE = 10_000;
/** The server closes what is silent for ten minutes. */
const PING_EVERY = 4 * 60_000;
export const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 20_000;
const PAUSE_WHEN_REFUSED = 60_000;
const REFUSALS = 3;

/**
 * The one connection of this tab to what happens now. It is opened again whenever it is lost, at
 * once and then after waits that grow, with chance in them.
 */
export class LiveSocket {
  private readonly state = new Shown<SocketState>("stopped");
  private socket: WebSocket | null = null;
  /** Counts the attempts, so that what comes late of an older one is passed over. */
  private attempt = 0;
  private failures = 0;
  private refusals = 0;
  private timers: ReturnType<typeof setTimeout>[] = [];

  readonly get = this.state.get;
  readonly subscribe = this.state.subscribe;

  constructor(private readonly surroundings: Surroundings) {}

  start(): void {
    if (this.get() !== "stopped") return;
    this.failures = 0;
    this.refusals = 0;
    this.change("connecting");
    void this.connect();
  }

  stop(): void {
    this.drop();
    this.change("stopped");
  }

  /** Sends a frame; false: there is no connection, and nothing was sent. */
  send(frame: SentFrame): boolean {
    if (this.get() !== "open" || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /**
   * To be called when the device may have slept or changed its network: a connection that looks
   * open may be dead by then. What failed before says nothing of what fails now.
   */
  wake(): void {
    this.failures = 0;
    if (this.get() === "open") this.ask();
    else if (this.get() !== "stopped" && this.socket === null) void this.connect();
  }

  private async connect(): Promise<void> {
    this.drop();
    const attempt = this.attempt;
    let address: string;
    try {
      address = await this.surroundings.address();
    } catch {
      if (attempt === this.attempt) this.tryLater();
      return;
    }
    if (attempt !== this.attempt) return;
    try {
      this.listen(this.surroundings.open(address));
    } catch {
      this.refused();
    }
  }

  private listen(socket: WebSocket): void {
    this.socket = socket;
    this.after(HANDSHAKE, () => this.get() !== "open" && this.refused());
    socket.onopen = () => {
      this.clearTimers();
      this.failures = 0;
      this.refusals = 0;
      this.change("open");
      this.after(PING_EVERY, () => this.ask());
      this.surroundings.onOpen();
    };
    socket.onmessage = ({ data }) => {
      // Whatever comes shows that the connection lives.
      this.clearTimers();
      this.after(PING_EVERY, () => this.ask());
      this.surroundings.onFrame(JSON.parse(String(data)) as Frame);
    };
    socket.onclose = () => (this.get() === "open" ? this.lost() : this.refused());
  }

  /** Pings, and takes the connection for dead where nothing comes in time. */
  private ask(): void {
    if (this.send({ action: "ping" })) {
      this.clearTimers();
      this.after(PATIENCE, () => this.lost());
    } else {
      this.lost();
    }
  }

  private lost(): void {
    this.change("connecting");
    this.tryLater();
  }

  private refused(): void {
    this.refusals += 1;
    if (this.refusals >= REFUSALS) this.change("refused");
    this.tryLater();
  }

  private tryLater(): void {
    this.drop();
    const longest =
      this.get() === "refused"
        ? PAUSE_WHEN_REFUSED
        : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.failures);
    this.failures += 1;
    this.after(Math.random() * longest, () => void this.connect());
  }

  /** Lets go of the connection without waiting for a farewell, which a dead one never sends. */
  private drop(): void {
    this.attempt += 1;
    this.clearTimers();
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private after(milliseconds: number, work: () => void): void {
    this.timers.push(setTimeout(work, milliseconds));
  }

  private clearTimers(): void {
    for (const timer of this.timers.splice(0)) clearTimeout(timer);
  }

  private change(state: SocketState): void {
    if (state !== this.get()) this.state.set(state);
  }
}
