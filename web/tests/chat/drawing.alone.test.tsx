import { render } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import type { MessageView } from "~/api/http";
import { LogRow } from "~/chat/LogRow";
import { rowsOf } from "~/chat/rows";
import { EMPTY, type Thread, withMessages } from "~/chat/thread";
import { conversation, ME, message, messages } from "./messages";

const drawn = vi.hoisted((): string[] => []);

vi.mock("~/ui/Words", () => ({
  Words: ({ text }: { text: string }) => {
    drawn.push(text);
    return text;
  },
}));
vi.mock("~/texts/Texts", () => ({
  useText: () => (id: string) => id,
  useLanguage: () => ({ language: "en" }),
}));

const OTHER = conversation().with;

function Lines({ thread }: { thread: Thread }) {
  return rowsOf({ thread, outgoing: [], me: ME, readBefore: 0 }).map((row) => (
    <LogRow key={row.key} row={row} name="Ana" isRead={false} other={OTHER} />
  ));
}

function drawnFor(added: readonly MessageView[]): string[] {
  const before = withMessages(EMPTY, messages(11, 40));
  const { rerender } = render(<Lines thread={before} />);
  drawn.length = 0;
  rerender(<Lines thread={withMessages(before, added)} />);
  return drawn;
}

beforeEach(() => {
  drawn.length = 0;
});

it("one more message is drawn alone", () => {
  expect(drawnFor([message(41, { senderId: ME })])).toEqual(["Words 41"]);
});

it("the time of those that stand together moves on to the newest", () => {
  expect(drawnFor([message(41)])).toEqual(["Words 40", "Words 41"]);
});

it("of a page back none is drawn that was there", () => {
  expect(drawnFor(messages(1, 10))).toHaveLength(10);
});
