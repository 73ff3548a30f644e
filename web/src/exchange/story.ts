import type { ExchangeView, RatingView, SessionView } from "~/api/http";
import type { IconName } from "~/ui/Icon";
import { endOf, startOf } from "./view";

export type EntryKind =
  | "you-asked"
  | "name-asked"
  | "accepted"
  | "declined"
  | "withdrawn"
  | "expired"
  | "canceled"
  | "completed"
  | "session-proposed"
  | "session-agreed"
  | "session-waits"
  | "session-held"
  | "session-canceled"
  | "session-lapsed"
  | "session-no_show"
  | "you-rated"
  | "name-rated";

/** Something that has happened, or stands open, in an exchange. */
export interface Entry {
  kind: EntryKind;
  icon: IconName;
  /** What it is sorted by. */
  at: number;
  /** The day to show, where one is known. */
  day?: string;
  by?: string | null;
  quote?: string | null;
  session?: SessionView;
  rating?: RatingView;
}

/** Returns the story of an exchange, newest first. */
export function storyOf(
  exchange: ExchangeView,
  ratings: readonly RatingView[],
  myId: string,
  now: number,
): Entry[] {
  const sessions = exchange.sessions.map((session) => ofSession(session, now));
  const ids = new Set(exchange.sessions.map(({ id }) => id));
  const rated = ratings
    .filter((rating) => ids.has(rating.sessionId))
    .map(
      (rating): Entry => ({
        kind: rating.raterId === myId ? "you-rated" : "name-rated",
        icon: "star",
        at: Date.parse(rating.createdAt),
        day: rating.createdAt,
        quote: rating.feedback,
        rating,
      }),
    );
  return [...ofExchange(exchange, myId), ...sessions, ...rated].sort(
    (one, other) => other.at - one.at,
  );
}

function ofExchange(exchange: ExchangeView, myId: string): Entry[] {
  const asked = Date.parse(exchange.createdAt);
  const changed = Date.parse(exchange.changedAt);
  const entries: Entry[] = [
    {
      kind: exchange.initiator.id === myId ? "you-asked" : "name-asked",
      icon: "send",
      at: asked,
      day: exchange.createdAt,
      quote: exchange.message,
    },
  ];
  if (exchange.status === "accepted") {
    entries.push({ kind: "accepted", icon: "swap", at: changed, day: exchange.changedAt });
  }
  if (exchange.status === "completed" || exchange.cancelReason === "canceled") {
    // It was accepted once; the day is not told any more.
    entries.push({ kind: "accepted", icon: "swap", at: asked + 1 });
  }
  if (exchange.status === "completed") {
    entries.push({ kind: "completed", icon: "check", at: changed, day: exchange.changedAt });
  }
  if (exchange.cancelReason) {
    entries.push({
      kind: exchange.cancelReason,
      icon: "x",
      at: changed,
      day: exchange.changedAt,
      by: exchange.changedBy,
      quote: exchange.declineReason,
    });
  }
  return entries;
}

function ofSession(session: SessionView, now: number): Entry {
  const changed = Date.parse(session.changedAt);
  switch (session.status) {
    case "proposed":
      return { kind: "session-proposed", icon: "clock", at: changed, session };
    case "accepted":
      return endOf(session) <= now
        ? { kind: "session-waits", icon: "clock", at: endOf(session), session }
        : { kind: "session-agreed", icon: "calendar", at: changed, session };
    case "completed":
      return { kind: "session-held", icon: "check", at: startOf(session), session };
    case "no_show":
      return { kind: "session-no_show", icon: "alert", at: startOf(session), session };
    case "canceled":
      return {
        kind: session.cancelReason === "lapsed" ? "session-lapsed" : "session-canceled",
        icon: "x",
        at: changed,
        session,
        by: session.changedBy,
      };
  }
}
