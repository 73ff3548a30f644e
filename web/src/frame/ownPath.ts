/** A path of ours to go on to; what would lead to another site leads home. */
export function ownPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const address = new URL(next, location.origin);
  // `/.//host` is a path of ours until it is written out, and then it would name a host.
  if (address.origin !== location.origin || address.pathname.startsWith("//")) return "/";
  return address.pathname + address.search + address.hash;
}
