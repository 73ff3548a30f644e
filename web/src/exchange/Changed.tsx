import { useText } from "~/texts/Texts";
import { SessionTime } from "~/ui/SessionTime";
import type { Change, Target } from "./acts";
import { momentOf } from "./view";

interface ChangedProps {
  changes: readonly Change[];
  now: Target;
  name: string;
  partnerZone: string | undefined;
}

/** What has changed since one looked, and how it is now. */
export function Changed({ changes, now, name, partnerZone }: ChangedProps) {
  const t = useText();
  const { exchange, session } = now;
  const slots = session && (session.status === "proposed" ? session.slots : [session]);
  return (
    <div className="notice stack s2" role="alert">
      <p>
        <b>{t("changed-title")}</b>
      </p>
      <ul className="stack s2">
        {changes.map((change) => (
          <li key={change}>
            {change === "status" &&
              (session
                ? t(`changed-session-${session.status}`, { name })
                : t(`changed-exchange-${exchange.status}`, { name }))}
            {change === "place" && t("changed-place", { place: session?.locationDetails ?? "" })}
            {change === "length" && t("changed-length", { minutes: session?.durationMinutes ?? 0 })}
            {change === "other" && t("changed-other", { name })}
            {change === "times" && session && (
              <>
                {t("changed-times")}
                {slots?.map((slot) => (
                  <span key={slot.scheduledTime} className="block">
                    <SessionTime moment={momentOf(session, partnerZone, slot)} />
                  </span>
                ))}
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
