import type { NotificationView } from "~/api/http";
import { addMessage, notePresence, noteRead, noteTyping } from "~/chat/cache";
import { acknowledge, refuse } from "~/chat/deliver";
import { addNotification, countUnread, markRead } from "~/notifications/cache";
import type { Frame } from "./types";

interface Recipient {
  /** The id of the person who is signed in. */
  me: string;
  onNotification: (notification: NotificationView) => void;
}

/** Writes what a frame says to where it is shown; frames of other types are passed over. */
export function receive(frame: Frame, { me, onNotification }: Recipient): void {
  switch (frame.type) {
    case "ack":
      addMessage(frame.message, me);
      acknowledge(frame.clientId, frame.message);
      break;
    case "message":
      addMessage(frame.message, me);
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
      onNotification(frame.notification);
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
