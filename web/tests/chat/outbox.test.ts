import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { Failure } from "~/api/failure";
import type { MessageView } from "~/api/http";
import { acknowledge, refuse, stopWaiting } from "~/chat/deliver";
import { Outbox } from "~/chat/outbox";
import * as queries from "~/chat/queries";
import type { SentFrame } from "~/live/types";
import { connectWire } from "~/live/wire";
import { keptWith } from "~/session/kept";
import { ME, message, TALK } from "./messages";

/** Grants one lock of a name at a time, as browsers do. */
function locks() {
  const queues = new Map<string, Promise<unknown>>();
  return {
    request: (name: string, work: () => Promise<unknown>) => {
      const turn = (queues.get(name) ?? Promise.resolve()).then(work);
      queues.set(name, turn);
      return turn;
    },
  };
}

let post: MockInstance<typeof queries.postMessage>;
const saved: string[] = [];
const boxes: Outbox[] = [];
let sequence = 0;
let person = ME;

function open(): Outbox {
  const box = new Outbox(person, ({ content }) => saved.push(content));
  boxes.push(box);
  return box;
}

const save = async (_: string, clientId: string, content: string): Promise<MessageView> =>
  message(++sequence, { clientId, content, senderId: ME });
const words = (box: Outbox) => box.of(TALK).map(({ content }) => content);
const noNetwork = () => Promise.reject(Failure.noAnswer());
const refused = () =>
  Promise.reject(new Failure(404, { type: "not-found" } as never, undefined, undefined));

beforeEach(() => {
  vi.stubGlobal("navigator", { locks: locks() });
  vi.stubGlobal("isSecureContext", true);
  person = crypto.randomUUID();
  saved.length = 0;
  sequence = 0;
  post = vi.spyOn(queries, "postMessage").mockImplementation(save);
});

afterEach(() => {
  for (const box of boxes.splice(0)) box.close();
  connectWire();
});

describe("the outbox", () => {
  it("sends what is written, in order and one at a time", async () => {
    let underWay = 0;
    post.mockImplementation(async (...sent) => {
      expect(++underWay).toBe(1);
      await Promise.resolve();
      underWay--;
      return save(...sent);
    });
    const box = open();
    for (const text of ["one", "two", "three"]) box.add(TALK, text);
    await vi.waitFor(() => expect(saved).toEqual(["one", "two", "three"]));
    expect(words(box)).toEqual([]);
  });

  it("keeps what it could not send over a reload, and sends it once then", async () => {
    post.mockImplementation(noNetwork);
    const before = open();
    before.add(TALK, "written on a train");
    await vi.waitFor(() => expect(post).toHaveBeenCalled());
    const [, clientId] = post.mock.calls[0] ?? [];
    before.close();
    post.mockReset().mockImplementation(save);
    const after = open();
    await vi.waitFor(() => expect(saved).toEqual(["written on a train"]));
    expect(post.mock.calls).toEqual([[TALK, clientId, "written on a train"]]);
    await vi.waitFor(async () => expect(await keptWith(person, "outbox/")).toEqual([]));
    expect(words(after)).toEqual([]);
  });

  it("tries again at once when there is a network again, under the same id", async () => {
    post.mockImplementationOnce(noNetwork);
    const box = open();
    box.add(TALK, "again");
    await vi.waitFor(() => expect(post).toHaveBeenCalledTimes(1));
    await Promise.resolve();
    box.hurry();
    await vi.waitFor(() => expect(saved).toEqual(["again"]));
    expect(post.mock.calls[0]?.[1]).toBe(post.mock.calls[1]?.[1]);
  });

  it("shows what was refused, and goes on with the next", async () => {
    post.mockImplementationOnce(refused);
    const box = open();
    box.add(TALK, "refused");
    box.add(TALK, "taken");
    await vi.waitFor(() => expect(saved).toEqual(["taken"]));
    expect(box.of(TALK)).toMatchObject([{ content: "refused", refused: "not-found" }]);
    for (const each of box.of(TALK)) box.again(each);
    await vi.waitFor(() => expect(saved).toEqual(["taken", "refused"]));
  });

  it("gives up what is deleted", async () => {
    post.mockImplementationOnce(refused);
    const box = open();
    box.add(TALK, "refused");
    await vi.waitFor(() => expect(box.of(TALK)[0]?.refused).toBe("not-found"));
    for (const { clientId } of box.of(TALK)) box.drop(clientId);
    expect(words(box)).toEqual([]);
    await vi.waitFor(async () => expect(await keptWith(person, "outbox/")).toEqual([]));
  });

  it("is the same in all tabs, and one of them sends", async () => {
    const [one, other] = [open(), open()];
    one.add(TALK, "from one tab");
    await vi.waitFor(() => expect(saved).toContain("from one tab"));
    await vi.waitFor(() => expect([words(one), words(other)]).toEqual([[], []]));
    expect(post).toHaveBeenCalledOnce();
  });

  it("is nobody else's", async () => {
    post.mockImplementation(noNetwork);
    open().add(TALK, "mine");
    await vi.waitFor(() => expect(post).toHaveBeenCalled());
    person = crypto.randomUUID();
    expect(words(open())).toEqual([]);
  });
});

describe("by the socket", () => {
  const frames: Extract<SentFrame, { action: "sendMessage" }>[] = [];
  beforeEach(() => {
    frames.length = 0;
    connectWire((frame) => {
      if (frame.action === "sendMessage") frames.push(frame);
      return true;
    });
  });
  const sent = () => vi.waitFor(() => frames.at(-1) ?? expect.fail("nothing was sent"));

  it("a message is saved when it is acknowledged", async () => {
    open().add(TALK, "by wire");
    const { clientId, content } = await sent();
    acknowledge(clientId, message(1, { clientId, content }));
    await vi.waitFor(() => expect(saved).toEqual(["by wire"]));
    expect(post).not.toHaveBeenCalled();
  });

  it("a message that nothing is heard of goes by HTTP, under the same id", async () => {
    open().add(TALK, "unheard");
    const { clientId } = await sent();
    await vi.waitFor(() => expect(saved).toEqual(["unheard"]), { timeout: 4_000 });
    expect(post.mock.calls[0]?.[1]).toBe(clientId);
  });

  it("a message goes by HTTP at once when the connection is lost", async () => {
    open().add(TALK, "cut off");
    const { clientId } = await sent();
    stopWaiting();
    await vi.waitFor(() => expect(saved).toEqual(["cut off"]));
    expect(post.mock.calls[0]?.[1]).toBe(clientId);
  });

  it("a message is not sent as whoever is here when its writer has left", async () => {
    const box = open();
    box.add(TALK, "mine alone");
    await sent();
    box.close();
    stopWaiting();
    await vi.waitFor(async () => expect(await keptWith(person, "outbox/")).toHaveLength(1));
    expect(post).not.toHaveBeenCalled();
  });

  it("a refusal for good is one, and one that may pass is not", async () => {
    const box = open();
    box.add(TALK, "busy");
    refuse((await sent()).clientId, "unavailable");
    await vi.waitFor(() => expect(saved).toEqual(["busy"]));
    frames.length = 0;
    box.add(TALK, "never");
    refuse((await sent()).clientId, "not-found");
    await vi.waitFor(() => expect(box.of(TALK)[0]?.refused).toBe("not-found"));
  });
});
