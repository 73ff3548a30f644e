// What the browser remembers of its session; the refresh token itself is in a cookie.

const PERSON = "session.person";
const REFRESH_KEY = "session.refresh-key";
const LOGOUT_OWED = "session.logout-owed";
const ERA = "session.era";

/** Whose session the cookie is, as far as this browser knows. */
export function rememberedPerson(): string | null {
  return localStorage.getItem(PERSON);
}

export function rememberPerson(id: string): void {
  localStorage.setItem(PERSON, id);
}

export function forgetPerson(): void {
  localStorage.removeItem(PERSON);
  localStorage.removeItem(REFRESH_KEY);
}

/**
 * The key of the refresh that is under way, from before it is sent until its answer is stored: with
 * it, an answer that was lost is given again.
 */
export function refreshKey(make: () => string): string {
  const kept = localStorage.getItem(REFRESH_KEY);
  if (kept !== null) return kept;
  const made = make();
  localStorage.setItem(REFRESH_KEY, made);
  return made;
}

export function dropRefreshKey(): void {
  localStorage.removeItem(REFRESH_KEY);
}

/** Someone signed out while the server was out of reach: it has still to be told. */
export function logoutIsOwed(): boolean {
  return localStorage.getItem(LOGOUT_OWED) !== null;
}

export function oweLogout(owed: boolean): void {
  if (owed) localStorage.setItem(LOGOUT_OWED, "1");
  else localStorage.removeItem(LOGOUT_OWED);
}

/**
 * Which session of this browser it is, counted by the sign-outs before it. What was asked for in
 * one era is not taken in the next.
 */
export function era(): number {
  return Number(localStorage.getItem(ERA) ?? 0);
}

export function beginEra(number: number): void {
  localStorage.setItem(ERA, String(number));
}
