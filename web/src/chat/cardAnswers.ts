import { createContext, type ReactNode } from "react";
import type { ExchangeView, SessionView, UserCard } from "~/api/http";

interface Told {
  exchange: ExchangeView;
  /** Missing where the card is about the exchange. */
  session: SessionView | undefined;
  other: UserCard;
}

/** Draws what can be answered to the newest card of an exchange; the screen gives it, if anything. */
export const CardAnswers = createContext<(told: Told) => ReactNode>(() => null);
