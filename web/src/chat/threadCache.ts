// The messages that are loaded, in the query cache: what comes is added, what is missing fetched.
import type { MessageView } from "~/api/http";
import { queryClient } from "~/api/queryClient";
import { after, newest, thread } from "./queries";
import { EMPTY, hasNewer, lastOf, type Thread, withMessages } from "./thread";

/** As far behind a thread is filled by itself; of more, a reader asks for what comes next. */
const MOST_TO_FILL = 300;
const filling = new Map<string, Promise<void>>();

/** Adds messages to the thread of a conversation, if it is loaded, and fills a gap before them. */
export function addToThread(conversationId: string, found: readonly MessageView[]): void {
  const { queryKey } = thread(conversationId);
  const changed = queryClient.setQueryData(queryKey, (old) => old && withMessages(old, found));
  if (changed && hasNewer(changed)) void catchUp(conversationId);
}

export function loadedThread(conversationId: string): Thread {
  return queryClient.getQueryData(thread(conversationId).queryKey) ?? EMPTY;
}

/** Shows the newest messages in place of the stretch that is loaded. */
export async function jumpToNewest(conversationId: string): Promise<void> {
  const found = await newest(conversationId);
  queryClient.setQueryData(thread(conversationId).queryKey, withMessages(EMPTY, found));
}

/** Fetches what is missing at the end of a thread that is loaded; one at a time for each. */
export function catchUp(conversationId: string): Promise<void> {
  const running = filling.get(conversationId);
  if (running) return running;
  const work = fill(conversationId)
    .catch(() => undefined)
    .finally(() => filling.delete(conversationId));
  filling.set(conversationId, work);
  return work;
}

async function fill(conversationId: string): Promise<void> {
  const { queryKey } = thread(conversationId);
  for (;;) {
    const loaded = queryClient.getQueryData(queryKey);
    if (!loaded || !hasNewer(loaded) || loaded.latest - lastOf(loaded) > MOST_TO_FILL) return;
    const found = await after(conversationId, lastOf(loaded));
    if (found.length === 0) return;
    queryClient.setQueryData(queryKey, (old) => old && withMessages(old, found));
  }
}
