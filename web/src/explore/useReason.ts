import { useText } from "~/texts/Texts";
import { reasonOf } from "./reasons";

/** Says a reason in the language of the page. */
export function useReason(): (text: string) => string {
  const t = useText();
  return (text) => {
    const reason = reasonOf(text);
    switch (reason.kind) {
      case "teaches":
        return t("reason-teaches", { skill: reason.skill });
      case "learns":
        return t("reason-learns", { skill: reason.skill });
      case "rated":
        return t("reason-rated", { average: Number(reason.average), people: reason.people });
      case "hours":
        return t("reason-hours", { hours: reason.hours });
      default:
        return reason.text;
    }
  };
}
