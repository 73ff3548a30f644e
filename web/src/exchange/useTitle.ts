import { useText } from "~/texts/Texts";
import { useWhen } from "~/ui/when";
import type { Question } from "./questions";

/** Returns what puts a question into words: "Did Sunday's session take place?" */
export function useTitle(): (question: Question, name: string) => string {
  const t = useText();
  const when = useWhen();
  return ({ kind, session }, name) =>
    t(`question-${kind}`, {
      name,
      day: session ? when.weekday(session.viewerLocalTime) : "",
      times: session?.slots.length ?? 0,
    });
}
