import type { AboutEvent } from "~/api/http";
import type { TextId } from "~/texts/ids";

const TEXTS: Partial<Record<string, TextId>> = {
  ExchangeRequested: "about-exchange-requested",
  ExchangeAccepted: "about-exchange-accepted",
  ExchangeCanceled: "about-exchange-canceled",
  ExchangeCompleted: "about-exchange-completed",
  SessionProposed: "about-session-proposed",
  SessionAccepted: "about-session-accepted",
  SessionRescheduled: "about-session-rescheduled",
  SessionCanceled: "about-session-canceled",
  SessionMarkedCompleted: "about-session-marked-completed",
  SessionCompleted: "about-session-completed",
  NoShowReported: "about-no-show-reported",
  NoShowContested: "about-no-show-contested",
};

/** What has happened to an exchange or a session, as a title; of a newer server it may be anything. */
export function aboutText(event: AboutEvent): TextId {
  return TEXTS[event] ?? "about-something";
}
