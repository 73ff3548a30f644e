import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "~/api/client";
import type { ConversationView, MessageView } from "~/api/http";
import { paged } from "~/api/pages";
import { queryClient } from "~/api/queryClient";
import { EMPTY, type Thread, withMessages } from "./thread";

const CONVERSATIONS = 30;
const MESSAGES = 50;

export const conversations = () =>
  paged(["chat", "list"], CONVERSATIONS, (page, signal) =>
    answer(api.GET("/chat/list", { params: { query: page }, signal })),
  );

/** One conversation; what the list has of it is shown at once. */
export const conversation = (id: string) =>
  queryOptions({
    queryKey: ["chat", "conversation", id],
    // Without the signal: `thread` waits for it too, when nobody else does any more.
    queryFn: () => answer(api.GET("/chat/{id}", { params: { path: { id } } })),
    initialData: () => ofList(id),
    initialDataUpdatedAt: () => queryClient.getQueryState(conversations().queryKey)?.dataUpdatedAt,
  });

function ofList(id: string): ConversationView | undefined {
  const list = queryClient.getQueryData(conversations().queryKey);
  return list?.pages.flatMap(({ items }) => items).find((each) => each.id === id);
}

/**
 * The messages of a conversation that are loaded. After the first time nothing of it is asked for
 * again as a whole: frames and `catchUp` add to it.
 */
export const thread = (id: string) =>
  queryOptions({
    queryKey: ["chat", "thread", id],
    queryFn: () => firstStretch(id),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The newest messages; with many unread ones, those around the first of them. */
async function firstStretch(id: string): Promise<Thread> {
  const [{ readSequence, unreadCount, lastMessage }, last] = await Promise.all([
    queryClient.ensureQueryData(conversation(id)),
    newest(id),
  ]);
  if (unreadCount < MESSAGES) return withMessages(EMPTY, last);
  const [older, newer] = await Promise.all([
    readSequence > 0 ? before(id, readSequence + 1) : [],
    after(id, readSequence),
  ]);
  const stretch = withMessages(EMPTY, [...older, ...newer]);
  return { ...stretch, latest: Math.max(stretch.latest, lastMessage?.sequence ?? 0) };
}

export function newest(id: string): Promise<MessageView[]> {
  return messages(id, {});
}

export function before(id: string, sequence: number): Promise<MessageView[]> {
  return messages(id, { before: sequence });
}

/** The next messages after a sequence, as many as fit into one answer. */
export function after(id: string, sequence: number): Promise<MessageView[]> {
  return messages(id, { after: sequence, limit: 100 });
}

async function messages(
  id: string,
  query: { before?: number; after?: number; limit?: number },
): Promise<MessageView[]> {
  const page = await answer(
    api.GET("/chat/{id}/messages", {
      params: { path: { id }, query: { limit: MESSAGES, ...query } },
    }),
  );
  return page.items;
}

export function postMessage(id: string, clientId: string, content: string): Promise<MessageView> {
  return answer(
    api.POST("/chat/{id}/messages", { params: { path: { id } }, body: { clientId, content } }),
  );
}

export function postRead(id: string, sequence: number) {
  return answer(api.POST("/chat/{id}/read", { params: { path: { id } }, body: { sequence } }));
}

/** Where to open the one WebSocket that a ticket is good for: at our own address. */
export async function socketAddress(): Promise<string> {
  const { ticket } = await answer(api.POST("/chat/ticket"));
  const origin = location.origin.replace(/^http/, "ws");
  return `${origin}/live?ticket=${encodeURIComponent(ticket)}`;
}

/** The exchange that a message tells of, as its own page reads it. */
export const exchangeOf = (id: string) =>
  queryOptions({
    queryKey: ["exchange", "one", id],
    queryFn: ({ signal }) =>
      answer(api.GET("/exchange/{id}", { params: { path: { id } }, signal })),
  });

/** The profile of the other, for their time of day. */
export const profileOf = (id: string) =>
  queryOptions({
    queryKey: ["user", id],
    queryFn: ({ signal }) => answer(api.GET("/user/{id}", { params: { path: { id } }, signal })),
  });

export const block = (userId: string) => ({
  mutationFn: () => answer(api.POST("/user/block", { body: { userId } })),
});
