import type { NotificationView } from "~/api/http";
import { queryClient } from "~/api/queryClient";
import { addMessage, notePresence, noteRead, noteTyping } from "~/chat/cache";
import { acknowledge, refuse } from "~/chat/deliver";
import { refreshExchanges } from "~/exchange/queries";
import { addNotification, changeNotification, countUnread, markRead } from "~/notifications/cache";
import type { Frame } from "./types";

interface Recipient {
  /** The id of the person who is signed in. */
  me: string;
  onNotification: (notification: NotificationView) => void;
}

/** Badges come of exchanges. */
const OF_EXCHANGES = /^((exchange|session|rating)_|badge$)/;

/** Writes what a frame says to where it is shown; frames of other types are passed over. */
export function receive(frame: Frame, { me, onNotification }: Recipient): void {
  switch (frame.type) {
    case "ack":
      addMessage(frame.message, me);
      acknowledge(frame.clientId, frame.message);
      break;
    case "message":
      addMessage(frame.message, me);
      // What it tells of has changed for whoever looks at it, and for what waits.
      if (frame.message.about) void refreshExchanges(queryClient);
      break;
    case "read":
      noteRead(frame.conversationId, frame.sequence, frame.userId === me);
      break;
    case "typing":
      if (frame.userId !== me) noteTyping(frame.conversationId);
      break;
    case "presence":
      notePresence(frame.userId, frame.online, frame.lastSeenAt);
      break;
    case "error":
      if (frame.clientId !== null) refuse(frame.clientId, frame.code);
      break;
    case "notification":
      addNotification(frame.notification);
      countUnread(frame.unreadCount);
      // A request from a profile comes in no conversation.
      if (OF_EXCHANGES.test(frame.notification.type)) void refreshExchanges(queryClient);
      onNotification(frame.notification);
      break;
    case "notificationChanged":
      changeNotification(frame.id, frame.notification ?? null);
      countUnread(frame.unreadCount);
      break;
    case "notificationsRead":
      markRead(frame.ids, frame.upTo);
      countUnread(frame.unreadCount);
      break;
    // `pong` says what every frame does, that the connection lives; uploads ask for `media` themselves.
    default:
      break;
  }
}
