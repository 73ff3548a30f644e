import type { NotificationView } from "~/api/http";
import { queryClient, refetchFailed } from "~/api/queryClient";
import { resyncChats } from "~/chat/cache";
import { stopWaiting } from "~/chat/deliver";
import { type Outbox, outboxOf } from "~/chat/outbox";
import { socketAddress } from "~/chat/queries";
import { refreshExchanges } from "~/exchange/queries";
import { resyncNotifications } from "~/notifications/cache";
import { session } from "~/session/session";
import { receive } from "./frames";
import { LiveSocket } from "./socket";
import { connectWire } from "./wire";

const POLL_EVERY = 15_000;
/** A timer of a second that is late by this much: the device slept. */
const SLEPT = 10_000;
const TICK = 1_000;

/**
 * Keeps this tab up to date for one person: by a socket, or where none can be opened by asking every
 * 15 seconds. Returns the socket, and what ends it all.
 */
export function goLive(
  me: string,
  onNotification: (notification: NotificationView) => void,
): { socket: LiveSocket; end: () => void } {
  const outbox = outboxOf(me);
  const socket = new LiveSocket({
    address: socketAddress,
    open: (address) => new WebSocket(address),
    onFrame: (frame) => {
      receive(frame, { me, onNotification });
      if (frame.type === "message") outbox.noteSaved(frame.message);
    },
    onOpen: () => catchUp(outbox),
  });
  connectWire((frame) => socket.send(frame));
  socket.start();
  // Nobody else asks for it, and the socket may not open soon.
  resyncChats().catch(() => undefined);
  const ends = [
    socket.subscribe(() => socket.get() !== "open" && stopWaiting()),
    onWaking(() => wake(socket, outbox)),
    onTicks(socket),
  ];
  return {
    socket,
    end: () => {
      for (const end of ends) end();
      socket.stop();
      connectWire();
    },
  };
}

function wake(socket: LiveSocket, outbox: Outbox): void {
  socket.wake();
  outbox.hurry();
}

function catchUp(outbox: Outbox): void {
  session.reached(true);
  outbox.hurry();
  void resync();
}

/** Asks for what may have been missed, or has failed; what fails again is asked for the next time. */
async function resync(): Promise<void> {
  await Promise.allSettled([
    resyncChats(),
    resyncNotifications(),
    refreshExchanges(queryClient),
    refetchFailed(),
  ]);
}

/** Calls back when the page is looked at again, or there is a network again. */
function onWaking(wake: () => void): () => void {
  const seen = () => document.visibilityState === "visible" && wake();
  document.addEventListener("visibilitychange", seen);
  addEventListener("online", wake);
  addEventListener("pageshow", wake);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("online", wake);
    removeEventListener("pageshow", wake);
  };
}

/** Each second: notices that the device has slept, and polls where there is no socket. */
function onTicks(socket: LiveSocket): () => void {
  let last = Date.now();
  let polled = last;
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > SLEPT) socket.wake();
    last = now;
    const isDue = socket.get() === "refused" && document.visibilityState === "visible";
    if (isDue && now - polled >= POLL_EVERY) {
      polled = now;
      void resync();
    }
  }, TICK);
  return () => clearInterval(timer);
}
