// What happens in conversations, written into the query cache: all copies of one change here.
import type { ConversationView, MessageView } from "~/api/http";
import { queryClient } from "~/api/queryClient";
import { conversation, conversations } from "./queries";
import { addToThread } from "./threadCache";

export function typingKey(conversationId: string) {
  return ["chat", "typing", conversationId];
}

/** Takes a message in, wherever its conversation is shown; fetches what is missing before it. */
export function addMessage(message: MessageView, me: string): void {
  addToThread(message.conversationId, [message]);
  if (message.senderId !== me) {
    queryClient.setQueryData(typingKey(message.conversationId), 0);
  }
  const known = changeConversation(message.conversationId, (each) => showLast(each, message, me));
  if (known) bringToTop(message.conversationId);
  else void queryClient.invalidateQueries({ queryKey: conversations().queryKey });
}

function showLast(each: ConversationView, message: MessageView, me: string): ConversationView {
  const last = each.lastMessage?.sequence ?? 0;
  if (message.sequence <= last) return each;
  if (message.sequence > last + 1) {
    // Some were missed: how many of them are unread, the server counts.
    void queryClient.invalidateQueries({ queryKey: conversation(each.id).queryKey });
  }
  const isUnread = message.senderId !== me && message.sequence > each.readSequence;
  return {
    ...each,
    lastMessage: message,
    lastMessageAt: message.sentAt,
    unreadCount: each.unreadCount + (isUnread ? 1 : 0),
  };
}

/** Takes in how far somebody has read: this person on another device, or the other one. */
export function noteRead(
  conversationId: string,
  sequence: number,
  mine: boolean,
  unreadCount?: number,
): void {
  changeConversation(conversationId, (each) => {
    if (!mine) {
      return sequence <= each.partnerReadSequence
        ? each
        : { ...each, partnerReadSequence: sequence };
    }
    if (sequence < each.readSequence) return each;
    const readAll = sequence >= (each.lastMessage?.sequence ?? 0);
    const left = unreadCount ?? (readAll ? 0 : each.unreadCount);
    if (unreadCount === undefined && !readAll) {
      void queryClient.invalidateQueries({ queryKey: conversation(each.id).queryKey });
    }
    return { ...each, readSequence: sequence, unreadCount: left };
  });
}

export function notePresence(userId: string, online: boolean, lastSeenAt: string | null): void {
  for (const { id } of allConversations()) {
    changeConversation(id, (each) =>
      each.with.id === userId ? { ...each, presence: { online, lastSeenAt } } : each,
    );
  }
}

export function noteTyping(conversationId: string): void {
  queryClient.setQueryData(typingKey(conversationId), Date.now());
}

/**
 * Asks the server for what may have been missed: after a connection, or while polling. A thread that
 * is shown goes on from the last message of its conversation.
 */
export async function resyncChats(): Promise<void> {
  await queryClient.fetchInfiniteQuery({ ...conversations(), staleTime: 0 });
  for (const each of allConversations()) {
    queryClient.setQueryData(conversation(each.id).queryKey, (old) => old && each);
  }
}

function allConversations(): ConversationView[] {
  const list = queryClient.getQueryData(conversations().queryKey);
  return list?.pages.flatMap(({ items }) => items) ?? [];
}

/** Changes every copy of a conversation; returns whether the list has it. */
function changeConversation(
  id: string,
  change: (each: ConversationView) => ConversationView,
): boolean {
  let listed = false;
  const { queryKey } = conversation(id);
  const single = queryClient.getQueryData(queryKey);
  if (single) queryClient.setQueryData(queryKey, change(single));
  changeList((items) =>
    items.map((each) => {
      if (each.id !== id) return each;
      listed = true;
      return change(each);
    }),
  );
  return listed;
}

function bringToTop(id: string): void {
  const found = allConversations().find((each) => each.id === id);
  if (!found || allConversations()[0]?.id === id) return;
  let first = true;
  changeList((items) => {
    const others = items.filter((each) => each.id !== id);
    const changed = first ? [found, ...others] : others;
    first = false;
    return changed;
  });
}

function changeList(change: (items: ConversationView[]) => ConversationView[]): void {
  queryClient.setQueryData(
    conversations().queryKey,
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({ ...page, items: change(page.items) })),
      },
  );
}
