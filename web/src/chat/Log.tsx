import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { ConversationView } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Following } from "./following";
import { LogRow } from "./LogRow";
import { rowsOf } from "./rows";
import { hasNewer, hasOlder, type Thread } from "./thread";
import { useHistory } from "./useHistory";
import { useNewMessages } from "./useNewMessages";
import { useOutbox } from "./useOutbox";
import { useReading } from "./useReading";

/** So far from an end of what is loaded, the next stretch is asked for. */
const AHEAD = 800;
/** Pixels on either side of the screen for which lines are in the page. */
const BUFFER = 400;

interface LogProps {
  conversation: ConversationView;
  thread: Thread;
}

/** What was said. Only what is near the screen is in the page, and what is read never moves. */
export function Log({ conversation, thread }: LogProps) {
  const t = useText();
  const { id } = conversation;
  const me = useMe().id;
  const outgoing = useOutbox().of(id);
  const [readBefore] = useState(conversation.unreadCount > 0 ? conversation.readSequence : 0);
  const rows = useMemo(
    () => rowsOf({ thread, outgoing, me, readBefore }),
    [thread, outgoing, me, readBefore],
  );
  const history = useHistory(id);
  const list = useRef<VirtualizerHandle>(null);
  const [following] = useState(() => new Following(true));
  const [away, setAway] = useState(false);
  const shift = useGrowsUpwards(thread.messages[0]?.sequence);
  const noteSeen = useReading(conversation, () => lastSeen(list.current, rows));

  const toEnd = useCallback(() => {
    list.current?.scrollToIndex(rows.length - 1, { align: "end" });
  }, [rows.length]);

  const placed = useRef(false);
  useLayoutEffect(() => {
    if (placed.current) return;
    placed.current = true;
    const unread = rows.findIndex(({ kind }) => kind === "unread");
    following.on = unread < 0;
    if (following.on) return toEnd();
    list.current?.scrollToIndex(unread, { align: "start" });
  });

  const sent = useRef(outgoing.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is written or comes moves it
  useLayoutEffect(() => {
    const wrote = outgoing.length > sent.current;
    sent.current = outgoing.length;
    // What one writes stands at the end, which may not be loaded.
    if (wrote && hasNewer(thread)) void jump();
    else if (wrote || following.on) toEnd();
  }, [outgoing.length, toEnd, following]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other rows, others are on the screen
  useEffect(noteSeen, [noteSeen, rows]);
  useNewMessages(thread, conversation);

  function settle() {
    const handle = list.current;
    if (!handle) return;
    following.note(handle, !hasNewer(thread));
    const left = handle.scrollSize - handle.viewportSize - handle.scrollOffset;
    setAway(left > handle.viewportSize || hasNewer(thread));
    if (handle.scrollOffset < AHEAD && hasOlder(thread)) history.older();
    if (left < AHEAD && hasNewer(thread)) history.newer();
    noteSeen();
  }

  async function jump() {
    await history.jump();
    following.on = true;
    toEnd();
  }

  return (
    <div className="logframe">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="log" role="log" aria-live="off" aria-label={t("chat-log")} tabIndex={0}>
        <div className="grow" />
        <Virtualizer
          ref={list}
          data={rows}
          shift={shift}
          bufferSize={BUFFER}
          onScroll={settle}
          onResize={() => {
            if (following.on) toEnd();
            settle();
          }}
        >
          {(row) => (
            <LogRow
              key={row.key}
              row={row}
              name={conversation.with.firstName}
              isRead={
                row.kind === "message" &&
                row.mine &&
                row.message.sequence <= conversation.partnerReadSequence
              }
              other={conversation.with}
            />
          )}
        </Virtualizer>
      </div>
      {history.error !== null && (
        <div className="history-failed row">
          <FailedLine error={history.error} />
          <Button onClick={settle}>{t("try-again")}</Button>
        </div>
      )}
      {away && (
        <Button weight="line" className="newest" icon="next" onClick={() => void jump()}>
          {t("chat-newest")}
        </Button>
      )}
    </div>
  );
}

/** Whether the log begins earlier than it did when it was last shown. */
function useGrowsUpwards(first: number | undefined): boolean {
  const before = useRef(first);
  const grows = before.current !== undefined && first !== undefined && first < before.current;
  useLayoutEffect(() => {
    before.current = first;
  }, [first]);
  return grows;
}

/** The sequence of the last message that is on the screen. */
function lastSeen(list: VirtualizerHandle | null, rows: ReturnType<typeof rowsOf>): number {
  if (!list) return 0;
  const last = list.findItemIndex(list.scrollOffset + list.viewportSize - 1);
  for (let index = Math.min(last, rows.length - 1); index >= 0; index--) {
    const row = rows[index];
    if (row?.kind === "message") return row.message.sequence;
  }
  return 0;
}
