/** The next session that is agreed, for the side of a page; nothing where there is none. */
export function NextSession() {
  return null;
}
