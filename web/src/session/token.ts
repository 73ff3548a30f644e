import type { SignedIn } from "~/api/http";

/** Seconds before its expiry from when on a token is no longer used. */
const MARGIN = 30;

/** An access token, which is in memory only: tabs tell it to each other and keep it nowhere. */
export interface Token {
  value: string;
  personId: string;
  /** By the clock of the server, in milliseconds since 1970: until then it is used. */
  usableUntil: number;
  /** By how much the server's clock is ahead of this device's, in milliseconds. */
  ahead: number;
}

/** The token of an answer; the device's own clock may be wrong, so the server's is taken. */
export function tokenOf(signedIn: SignedIn, date: string | null): Token {
  const now = Date.now();
  const sent = date === null ? now : Date.parse(date);
  const { expiresIn } = signedIn;
  return {
    value: signedIn.accessToken,
    personId: signedIn.user.id,
    usableUntil: sent + (expiresIn - Math.min(MARGIN, expiresIn / 4)) * 1000,
    ahead: sent - now,
  };
}

/** Milliseconds for which the token can still be used; 0 or less: it is too old. */
export function timeLeft(token: Token): number {
  return token.usableUntil - (Date.now() + token.ahead);
}
