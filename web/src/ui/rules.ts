import type { TextId } from "~/texts/ids";

/** What is so of the fields of a person; the server says in English which of them is not. */
export const RULES = {
  firstName: "rule-name",
  lastName: "rule-name",
  username: "rule-username",
  email: "rule-email",
  password: "rule-password",
  newPassword: "rule-password",
} as const satisfies Readonly<Record<string, TextId>>;
