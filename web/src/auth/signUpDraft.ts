import type { NewPerson } from "~/api/http";

/** What was typed, for a reload: of this tab only, and never the password. */
export type SignUpDraft = Partial<Pick<NewPerson, "firstName" | "lastName" | "username" | "email">>;

const DRAFT = "signup.draft";

export function readDraft(): SignUpDraft {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFT) ?? "{}") as SignUpDraft;
  } catch {
    return {};
  }
}

export function keepDraft(form: HTMLFormElement): void {
  const { password: _, ...typed } = Object.fromEntries(new FormData(form));
  sessionStorage.setItem(DRAFT, JSON.stringify(typed));
}

export function dropDraft(): void {
  sessionStorage.removeItem(DRAFT);
}
