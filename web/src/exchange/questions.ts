import type { ExchangeView, SessionView } from "~/api/http";
import { can, endOf, startOf } from "./view";

/**
 * What an exchange is waiting for, in the order of urgency.
 *
 * Up to `rate` it waits for me; what follows is for the other to do, or for the time to come.
 */
const KINDS = [
  /** I was asked for it. */
  "answer",
  /** A session is going on. */
  "running",
  /** A session is over: did it take place? */
  "took-place",
  /** The other has said that I did not come. */
  "accused",
  /** The other has said that they did come, after I said they did not. */
  "contested",
  /** The other has proposed times. */
  "times",
  "rate",
  /** A session is agreed. */
  "next",
  /** I have proposed times. */
  "proposed",
  /** I have said that it took place, the other not yet. */
  "marked",
  /** I have asked for the exchange. */
  "asked",
  /** Nothing is planned. */
  "plan",
  "done",
  "over",
] as const;

export type QuestionKind = (typeof KINDS)[number];

export interface Question {
  kind: QuestionKind;
  /** Missing where it is about the exchange. */
  session?: SessionView;
}

const FOR_ME = new Set<QuestionKind>([
  "answer",
  "took-place",
  "accused",
  "contested",
  "times",
  "rate",
]);

/** Whether it is for me to do something. */
export const waitsForMe = (question: Question): boolean => FOR_ME.has(question.kind);

/** Returns all that is open in an exchange, the most urgent first; at least one. */
export function questionsOf(exchange: ExchangeView, now: number): Question[] {
  const found = exchange.sessions
    .map((session) => ofSession(session, now))
    .filter((question) => question !== null);
  return [...found, ...ofExchange(exchange, found.length > 0)].sort(byUrgency);
}

/** Returns the question about the session that one came for, or else the most urgent one. */
export function questionFor(
  questions: readonly Question[],
  sessionId: string | undefined,
): Question | undefined {
  const wanted = questions.find(({ session }) => session && session.id === sessionId);
  return wanted ?? questions[0];
}

/** Returns what waits for me in some exchanges, each at most once, the most urgent first. */
export function waitingIn(
  exchanges: readonly ExchangeView[],
  now: number,
): { exchange: ExchangeView; question: Question }[] {
  return exchanges
    .flatMap((exchange) => {
      const question = questionsOf(exchange, now)[0];
      return question && waitsForMe(question) ? [{ exchange, question }] : [];
    })
    .sort((one, other) => byUrgency(one.question, other.question));
}

function ofExchange(exchange: ExchangeView, hasOpenSession: boolean): Question[] {
  switch (exchange.status) {
    case "pending":
      return [{ kind: can(exchange, "accept") ? "answer" : "asked" }];
    case "accepted":
      return hasOpenSession ? [] : [{ kind: "plan" }];
    case "completed":
      return [{ kind: "done" }];
    default:
      return [{ kind: "over" }];
  }
}

function ofSession(session: SessionView, now: number): Question | null {
  const kind = kindOf(session, now);
  return kind && { kind, session };
}

function kindOf(session: SessionView, now: number): QuestionKind | null {
  switch (session.status) {
    case "proposed":
      return can(session, "acceptSession") ? "times" : "proposed";
    case "accepted":
      if (now < startOf(session)) return "next";
      if (now < endOf(session)) return "running";
      return mayComplete(session, now) ? "took-place" : "marked";
    case "no_show":
      if (can(session, "contestNoShow")) return "accused";
      return can(session, "markCompleted") ? "contested" : null;
    case "completed":
      return can(session, "rate") ? "rate" : null;
    default:
      return null;
  }
}

/** Whether I may say that it took place: now, or by now, since it was read before. */
function mayComplete(session: SessionView, now: number): boolean {
  const upcoming = session.upcomingActions.find(({ name }) => name === "markCompleted");
  return can(session, "markCompleted") || (upcoming ? Date.parse(upcoming.from) <= now : false);
}

/** Of what is equally urgent, the earlier session comes first. */
function byUrgency(one: Question, other: Question): number {
  return (
    KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
    (one.session ? startOf(one.session) : 0) - (other.session ? startOf(other.session) : 0)
  );
}
