import { describe, expect, it } from "vitest";
import { EMPTY, hasNewer, hasOlder, withMessages } from "~/chat/thread";
import { message, messages } from "./messages";

const sequences = (thread: { messages: readonly { sequence: number }[] }) =>
  thread.messages.map(({ sequence }) => sequence);

describe("a thread", () => {
  it("has messages in the order of their sequences, in whichever they come", () => {
    expect(sequences(withMessages(EMPTY, [message(3), message(1), message(2)]))).toEqual([1, 2, 3]);
  });

  it("drops what it has", () => {
    const thread = withMessages(EMPTY, messages(1, 3));
    expect(withMessages(thread, [message(3), message(2)])).toBe(thread);
  });

  it("leaves no gap, and knows that there is more", () => {
    const thread = withMessages(withMessages(EMPTY, messages(1, 3)), [message(5)]);
    expect(sequences(thread)).toEqual([1, 2, 3]);
    expect(hasNewer(thread)).toBe(true);
    expect(sequences(withMessages(thread, messages(4, 5)))).toEqual([1, 2, 3, 4, 5]);
  });

  it("grows in both directions", () => {
    const thread = withMessages(EMPTY, messages(10, 12));
    expect(hasOlder(thread)).toBe(true);
    const grown = withMessages(withMessages(thread, messages(7, 9)), [message(13)]);
    expect(sequences(grown)).toEqual([7, 8, 9, 10, 11, 12, 13]);
    expect(hasOlder(withMessages(grown, messages(1, 6)))).toBe(false);
  });

  it("takes no older messages that would leave a gap", () => {
    expect(sequences(withMessages(withMessages(EMPTY, [message(9)]), messages(5, 7)))).toEqual([9]);
  });
});
