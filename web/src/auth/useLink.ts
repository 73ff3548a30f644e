import { useSearch } from "@tanstack/react-router";

/** The token of the link that was opened; null: the address has none. */
export function useLink(): { token: string } | null {
  const { token } = useSearch({ strict: false }) as { token?: unknown };
  return typeof token === "string" && token !== "" ? { token } : null;
}
