import type { ConversationView, MessageView } from "~/api/http";

export const ME = "01a00000-0000-7000-8000-000000000001";
export const ANA = "01a00000-0000-7000-8000-000000000002";
export const TALK = "01a00000-0000-7000-8000-00000000000c";

/** A message of Ana's to me; what a test needs to be otherwise, it says. */
export function message(sequence: number, changes: Partial<MessageView> = {}): MessageView {
  return {
    id: `message-${sequence}`,
    conversationId: TALK,
    senderId: ANA,
    content: `Words ${sequence}`,
    sentAt: new Date(Date.UTC(2026, 10, 29, 12, sequence)).toISOString(),
    sequence,
    clientId: `client-${sequence}`,
    kind: "text",
    about: null,
    ...changes,
  };
}

export function messages(from: number, to: number): MessageView[] {
  return Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
}

/** My conversation with Ana, of which I have read the first message. */
export function conversation(changes: Partial<ConversationView> = {}): ConversationView {
  return {
    id: TALK,
    with: {
      id: ANA,
      username: "ana",
      firstName: "Ana",
      lastName: "Morales",
      profileImageUrl: null,
      profileImageAltText: null,
    },
    presence: { online: false, lastSeenAt: null },
    lastMessage: message(1),
    lastMessageAt: message(1).sentAt,
    unreadCount: 0,
    readSequence: 1,
    partnerReadSequence: 0,
    ...changes,
  };
}
