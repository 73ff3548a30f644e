import type { ExchangeActionName, ExchangeView, SessionActionName, SessionView } from "~/api/http";
import * as queries from "./queries";

/** What is done with one press, or one and a yes; the others have screens of their own. */
export type Act = Exclude<
  ExchangeActionName | SessionActionName,
  "createSession" | "rescheduleSession" | "acceptSession" | "rate"
>;

export interface Target {
  exchange: ExchangeView;
  /** Missing where it is about the exchange. */
  session?: SessionView | undefined;
}

/** What is asked about before it is done: it takes something from the other, or cannot be undone. */
export const ASKED_FIRST: ReadonlySet<Act> = new Set<Act>([
  "decline",
  "cancel",
  "cancelSession",
  "reportNoShow",
]);

/** Does it to the revision that was seen: if it is another by now, the server refuses. */
export function perform(act: Act, { exchange, session }: Target, reason?: string) {
  const whole = { exchangeId: exchange.id, revision: exchange.revision };
  const one = { sessionId: session?.id ?? "", revision: session?.revision ?? null };
  switch (act) {
    case "accept":
      return queries.accept(whole);
    case "decline":
      return queries.decline({ ...whole, ...(reason && { reason }) });
    case "cancel":
      return queries.cancel(whole);
    case "cancelSession":
      return queries.cancelSession(one);
    case "markCompleted":
      return queries.markCompleted(one);
    case "reportNoShow":
      return queries.reportNoShow(one);
    case "contestNoShow":
      return queries.contestNoShow(one);
  }
}

export type Change = "status" | "times" | "place" | "length" | "other";

/** Returns what is another than it was seen. */
export function changesBetween(before: Target, after: Target): Change[] {
  const one = before.session;
  const other = after.session;
  if (!one || !other) {
    return before.exchange.status === after.exchange.status ? ["other"] : ["status"];
  }
  const changes: Change[] = [];
  if (one.status !== other.status) changes.push("status");
  if (timesOf(one) !== timesOf(other)) changes.push("times");
  if (one.locationDetails !== other.locationDetails) changes.push("place");
  if (one.durationMinutes !== other.durationMinutes) changes.push("length");
  return changes.length > 0 ? changes : ["other"];
}

function timesOf(session: SessionView): string {
  const slots = session.status === "proposed" ? session.slots : [session];
  return slots.map((slot) => slot.scheduledTime).join();
}

/** Returns the same thing in a newer version of its exchange. */
export function targetIn(exchange: ExchangeView, { session }: Target): Target {
  return { exchange, session: exchange.sessions.find(({ id }) => id === session?.id) };
}
