import type { FormEvent } from "react";
import { Failure } from "~/api/failure";

/** What stands in the named fields of a form, once it is sent: `onSubmit={submitted(save)}`. */
export function submitted<Name extends string>(
  send: (values: Record<Name, string>) => void,
): (event: FormEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    const entries = [...new FormData(event.currentTarget)];
    send(
      Object.fromEntries(entries.map(([name, value]) => [name, String(value)])) as Record<
        Name,
        string
      >,
    );
  };
}

/** What the server says of a field of a form. */
export function fieldError(error: unknown, field: string): string | undefined {
  return error instanceof Failure ? error.at(field) : undefined;
}

/** Frames within which React shows what an answer has said, on a slow phone too. */
const FRAMES = 20;

/** Moves to the first field that is wrong, once it is shown as such (WCAG 3.3.1). */
export function focusFirstError(form: HTMLFormElement | null, frames = FRAMES): void {
  requestAnimationFrame(() => {
    const wrong = form?.querySelector<HTMLElement>("[aria-invalid]");
    if (wrong) wrong.focus();
    else if (frames > 0) focusFirstError(form, frames - 1);
  });
}
