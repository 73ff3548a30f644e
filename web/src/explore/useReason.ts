import { useText } from "~/texts/Texts";
import type { Reason } from "./reasons";

/** Says a reason in the language of the page. */
export function useReason(): (reason: Reason) => string {
  const t = useText();
  return (reason) => {
    switch (reason.kind) {
      case "teaches":
        return t("reason-teaches", { skill: reason.skill });
      case "learns":
        return t("reason-learns", { skill: reason.skill });
      case "rated":
        return t("reason-rated", { average: reason.average, people: reason.people });
      case "hours":
        return t("reason-hours", { hours: reason.hours });
    }
  };
}
