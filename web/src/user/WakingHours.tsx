import type { PublicProfile } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { clockIn } from "~/ui/moment";
import { cityOf } from "~/ui/Time";
import { clockOf } from "~/ui/zones";
import { commonHours } from "./commonHours";

/** When both are awake, on both clocks; nothing where they never are, or share the clock. */
export function WakingHours({ person }: { person: PublicProfile }) {
  const t = useText();
  const me = useMe();
  const common = commonHours(me.timeZone, person.timeZone, Date.now());
  if (!common) return null;
  const line = (timeZone: string, whose: string, className: string) => {
    const clock = clockIn(timeZone, common.start, common.minutes);
    return (
      <div className={className}>
        <b>
          {clockOf(clock.start)} – {clockOf(clock.end)}
        </b>
        <span>{t("rule-place", { city: cityOf(timeZone), whose })}</span>
      </div>
    );
  };
  return (
    <section className="stack s3">
      <h2 className="label">{t("waking-hours")}</h2>
      <div className="rule">
        {line(me.timeZone, t("you"), "t")}
        {line(person.timeZone, person.firstName, "t them")}
      </div>
    </section>
  );
}
