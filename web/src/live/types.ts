import type { components } from "~/api/frames";

type Schemas = components["schemas"];

/** What the server sends; of a newer server there may be more, which is passed over. */
export type Frame =
  | Schemas["AckFrame"]
  | Schemas["MessageFrame"]
  | Schemas["ReadFrame"]
  | Schemas["TypingFrame"]
  | Schemas["PresenceFrame"]
  | Schemas["PongFrame"]
  | Schemas["ErrorFrame"]
  | Schemas["MediaFrame"]
  | Schemas["NotificationFrame"]
  | Schemas["NotificationChangedFrame"]
  | Schemas["NotificationsReadFrame"];

/** What we send. */
export type SentFrame =
  | Schemas["SendMessage"]
  | Schemas["MarkRead"]
  | Schemas["Typing"]
  | Schemas["Ping"];
