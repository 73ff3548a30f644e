import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FIRST_PAUSE, LiveSocket, PATIENCE } from "~/live/socket";

/** A WebSocket that does what a test says. */
class FakeSocket {
  static all: FakeSocket[] = [];
  static get last(): FakeSocket {
    const last = FakeSocket.all.at(-1);
    if (!last) throw new Error("No socket was opened");
    return last;
  }
  readyState = 0;
  sent: string[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor(readonly address: string) {
    FakeSocket.all.push(this);
  }
  send(data: string) {
    this.sent.push(data);
  }
  close() {
    this.closed = true;
  }
  opens() {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }
}

const surroundings = {
  address: vi.fn<() => Promise<string>>(),
  open: (address: string) => new FakeSocket(address) as unknown as WebSocket,
  onFrame: vi.fn(),
  onOpen: vi.fn(),
};
let socket: LiveSocket;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  FakeSocket.all = [];
  let tickets = 0;
  surroundings.address.mockReset().mockImplementation(async () => `ticket-${++tickets}`);
  surroundings.onFrame.mockClear();
  surroundings.onOpen.mockClear();
  socket = new LiveSocket(surroundings);
});

afterEach(() => {
  socket.stop();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

async function opened(): Promise<FakeSocket> {
  socket.start();
  await settle();
  FakeSocket.last.opens();
  return FakeSocket.last;
}

describe("the live socket", () => {
  it("gives on what comes, and sends while it is open", async () => {
    expect(socket.send({ action: "ping" })).toBe(false);
    const wire = await opened();
    wire.onmessage?.({ data: '{"type":"pong","at":"now"}' });
    expect(surroundings.onFrame).toHaveBeenCalledWith({ type: "pong", at: "now" });
    expect(socket.send({ action: "ping" })).toBe(true);
    expect(wire.sent).toEqual(['{"action":"ping"}']);
  });

  it("connects again with a new ticket when it is closed", async () => {
    const first = await opened();
    first.onclose?.();
    await vi.advanceTimersByTimeAsync(300);
    FakeSocket.last.opens();
    expect(FakeSocket.all.map(({ address }) => address)).toEqual(["ticket-1", "ticket-2"]);
    expect(surroundings.onOpen).toHaveBeenCalledTimes(2);
  });

  it("finds out within five seconds after sleep that it is dead", async () => {
    const dead = await opened();
    socket.wake();
    expect(dead.sent).toEqual(['{"action":"ping"}']);
    await vi.advanceTimersByTimeAsync(PATIENCE - 1);
    expect(socket.get()).toBe("open");
    await vi.advanceTimersByTimeAsync(1 + 300);
    expect(dead.closed).toBe(true);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("stays with a connection that answers after sleep", async () => {
    const alive = await opened();
    socket.wake();
    alive.onmessage?.({ data: '{"type":"pong","at":"now"}' });
    await vi.advanceTimersByTimeAsync(2 * PATIENCE);
    expect(FakeSocket.all).toEqual([alive]);
    expect(socket.get()).toBe("open");
  });

  it("pings before the server takes it for silent", async () => {
    const wire = await opened();
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    expect(wire.sent).toEqual(['{"action":"ping"}']);
  });

  it("says after three refusals that there is none, and opens all the same when one can be had", async () => {
    socket.start();
    for (let refusals = 1; refusals <= 3; refusals++) {
      await vi.advanceTimersByTimeAsync(1_000);
      expect(socket.get()).toBe("connecting");
      FakeSocket.last.onclose?.();
    }
    expect(socket.get()).toBe("refused");
    await vi.advanceTimersByTimeAsync(31_000);
    FakeSocket.last.opens();
    expect(socket.get()).toBe("open");
  });

  it("does not take a missing network for a refusal", async () => {
    surroundings.address.mockRejectedValue(new Error("no network"));
    socket.start();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(socket.get()).toBe("connecting");
    expect(surroundings.address.mock.calls.length).toBeGreaterThan(10);
  });

  it("tries at once when there is a network again", async () => {
    surroundings.address.mockRejectedValue(new Error("no network"));
    socket.start();
    await vi.advanceTimersByTimeAsync(60_000);
    surroundings.address.mockResolvedValue("again");
    socket.wake();
    await settle();
    expect(FakeSocket.last.address).toBe("again");
  });

  it("tries soon again when the first try with a network fails", async () => {
    surroundings.address.mockRejectedValue(new Error("no network"));
    socket.start();
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    socket.wake();
    await settle();
    surroundings.address.mockResolvedValue("again");
    await vi.advanceTimersByTimeAsync(FIRST_PAUSE);
    expect(FakeSocket.last.address).toBe("again");
  });

  it("lets go of what was on its way when it is stopped", async () => {
    socket.start();
    socket.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toEqual([]);
  });
});
