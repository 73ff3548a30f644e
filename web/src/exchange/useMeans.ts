import type { ExchangeAction, SessionAction } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { useWhen } from "~/ui/when";
import { clockOf, localAt } from "~/ui/zones";
import type { Target } from "./acts";

type Action = ExchangeAction | SessionAction;

/** Returns what says what an action will mean: what comes of it, what it costs, until when. */
export function useMeans(): (action: Action, target: Target, name: string) => string {
  const t = useText();
  const me = useMe();
  const when = useWhen();
  const instant = (time: string) => {
    const local = localAt(Date.parse(time), me.timeZone);
    return t("instant", { day: when.shortDay(local), time: clockOf(local) });
  };
  return (action, target, name) => {
    const status = target.session?.status ?? target.exchange.status;
    const parts = [t(`means-${action.name}`, { name, status })];
    if (action.counted) {
      parts.push(t(action.name === "rescheduleSession" ? "counts-unless" : "counts"));
    } else if (action.countedAfter !== null) {
      parts.push(t("counts-after", { time: instant(action.countedAfter) }));
    }
    if (action.until !== null) parts.push(t("possible-until", { time: instant(action.until) }));
    return parts.join(" ");
  };
}
