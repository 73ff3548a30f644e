import { beforeEach, describe, expect, it, vi } from "vitest";
import type { MessageView, NotificationView } from "~/api/http";
import { queryClient } from "~/api/queryClient";
import * as queries from "~/chat/queries";
import { EMPTY, withMessages } from "~/chat/thread";
import { receive } from "~/live/frames";
import type { Frame } from "~/live/types";
import { notifications, unreadCount } from "~/notifications/queries";
import { ANA, conversation, ME, message, messages, TALK } from "../chat/messages";

const onNotification = vi.fn();
const hear = (frame: Frame) => receive(frame, { me: ME, onNotification });

const list = () =>
  queryClient.getQueryData(queries.conversations().queryKey)?.pages.flatMap(({ items }) => items);
const single = () => queryClient.getQueryData(queries.conversation(TALK).queryKey);
const shown = () =>
  queryClient.getQueryData(queries.thread(TALK).queryKey)?.messages.map(({ sequence }) => sequence);

function know(...conversations: ReturnType<typeof conversation>[]): void {
  queryClient.setQueryData(queries.conversations().queryKey, {
    pages: [{ items: conversations, nextCursor: null }],
    pageParams: [""],
  });
}

beforeEach(() => {
  queryClient.clear();
  onNotification.mockClear();
  know(
    conversation({ id: "another", with: { ...conversation().with, id: "ben" } }),
    conversation(),
  );
  queryClient.setQueryData(queries.conversation(TALK).queryKey, conversation());
  queryClient.setQueryData(queries.thread(TALK).queryKey, withMessages(EMPTY, [message(1)]));
});

describe("a message", () => {
  it("is shown once, however often it comes", () => {
    hear({ type: "message", message: message(2) });
    hear({ type: "message", message: message(2) });
    expect(shown()).toEqual([1, 2]);
    expect(single()).toMatchObject({ unreadCount: 1, lastMessage: { sequence: 2 } });
  });

  it("brings its conversation to the top of the list, and counts as unread there", () => {
    hear({ type: "message", message: message(2) });
    expect(list()?.map(({ id, unreadCount }) => [id, unreadCount])).toEqual([
      [TALK, 1],
      ["another", 0],
    ]);
  });

  it("of an exchange lets what is shown of exchanges be read again; words do not", () => {
    queryClient.setQueryData(["exchange", "one", "e1"], {});
    const isOld = () => queryClient.getQueryState(["exchange", "one", "e1"])?.isInvalidated;
    hear({ type: "message", message: message(2) });
    expect(isOld()).toBe(false);
    const about: MessageView["about"] = {
      event: "ExchangeAccepted",
      exchangeId: "e1",
      sessionId: null,
    };
    hear({ type: "message", message: message(3, { kind: "exchange", about }) });
    expect(isOld()).toBe(true);
  });

  it("of mine from another device is not unread", () => {
    hear({ type: "message", message: message(2, { senderId: ME }) });
    expect(single()?.unreadCount).toBe(0);
  });

  it("after a gap has those between asked for", async () => {
    const after = vi.spyOn(queries, "after").mockResolvedValue(messages(2, 4));
    vi.spyOn(queryClient, "invalidateQueries").mockResolvedValue();
    hear({ type: "message", message: message(4) });
    await vi.waitFor(() => expect(shown()).toEqual([1, 2, 3, 4]));
    expect(after.mock.calls).toEqual([[TALK, 1]]);
  });

  it("of a conversation that is not in the list has the list asked for", () => {
    const again = vi.spyOn(queryClient, "invalidateQueries").mockResolvedValue();
    hear({ type: "message", message: message(1, { conversationId: "new" }) });
    expect(again).toHaveBeenCalledWith({ queryKey: ["chat", "list"] });
  });

  it("that was acknowledged is shown", () => {
    hear({ type: "ack", clientId: "mine", message: message(2, { senderId: ME }) });
    expect(shown()).toEqual([1, 2]);
  });
});

describe("what was read", () => {
  it("by the other is shown at my messages, and never goes back", () => {
    hear({ type: "read", conversationId: TALK, userId: ANA, sequence: 5 });
    hear({ type: "read", conversationId: TALK, userId: ANA, sequence: 3 });
    expect(single()?.partnerReadSequence).toBe(5);
  });

  it("by me on another device is read here, in the list and in the conversation", () => {
    hear({ type: "message", message: message(2) });
    hear({ type: "read", conversationId: TALK, userId: ME, sequence: 2 });
    expect(single()).toMatchObject({ unreadCount: 0, readSequence: 2 });
    expect(list()?.[0]?.unreadCount).toBe(0);
  });
});

describe("who is there", () => {
  it("is shown wherever they are", () => {
    hear({ type: "presence", userId: ANA, online: true, lastSeenAt: null });
    expect(list()?.map(({ presence }) => presence?.online)).toEqual([false, true]);
  });

  it("and writes is shown, until their message comes", () => {
    hear({ type: "typing", conversationId: TALK, userId: ANA });
    expect(queryClient.getQueryData(["chat", "typing", TALK])).toBeGreaterThan(0);
    hear({ type: "message", message: message(2) });
    expect(queryClient.getQueryData(["chat", "typing", TALK])).toBe(0);
  });
});

describe("a notification", () => {
  const told = (id: string) => ({ id, isRead: false, content: id }) as NotificationView;
  const listed = () =>
    queryClient
      .getQueryData(notifications().queryKey)
      ?.pages.flatMap(({ items }) => items.map(({ id, isRead }) => [id, isRead]));

  beforeEach(() => {
    queryClient.setQueryData(notifications().queryKey, {
      pages: [{ items: [told("b"), told("a")], nextCursor: null }],
      pageParams: [""],
    });
  });

  it("is at the top once, and the count is the server's", () => {
    hear({ type: "notification", notification: told("a"), unreadCount: 2 });
    expect(listed()).toEqual([
      ["a", false],
      ["b", false],
    ]);
    expect(queryClient.getQueryData(unreadCount().queryKey)).toEqual({ count: 2 });
    expect(onNotification).toHaveBeenCalledOnce();
  });

  it("that says less, or is gone, is no news", () => {
    const left = { ...told("a"), content: "less" };
    hear({ type: "notificationChanged", id: "a", notification: left, unreadCount: 2 });
    hear({ type: "notificationChanged", id: "b", notification: null, unreadCount: 1 });
    const items = queryClient
      .getQueryData(notifications().queryKey)
      ?.pages.flatMap((page) => page.items);
    expect(items).toEqual([left]);
    expect(queryClient.getQueryData(unreadCount().queryKey)).toEqual({ count: 1 });
    expect(onNotification).not.toHaveBeenCalled();
  });

  it("that was read elsewhere is read here", () => {
    hear({ type: "notificationsRead", ids: ["a"], upTo: null, unreadCount: 1 });
    expect(listed()).toEqual([
      ["b", false],
      ["a", true],
    ]);
    hear({ type: "notificationsRead", ids: null, upTo: "b", unreadCount: 0 });
    expect(listed()).toEqual([
      ["b", true],
      ["a", true],
    ]);
  });
});

it("passes over frames that it does not know", () => {
  const before = single();
  hear({ type: "of-tomorrow" } as unknown as Frame);
  expect(single()).toBe(before);
});
