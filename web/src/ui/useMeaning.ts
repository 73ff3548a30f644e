import { Failure } from "~/api/failure";
import { meaning } from "~/api/problems";
import { useText } from "~/texts/Texts";

/** The text for whatever went wrong. */
export function useMeaning(): (error: unknown) => string {
  const t = useText();
  return (error) => {
    if (!(error instanceof Failure)) return t("problem-unknown");
    const id = meaning(error);
    return id ? t(id) : (error.problem?.title ?? t("problem-unknown"));
  };
}
