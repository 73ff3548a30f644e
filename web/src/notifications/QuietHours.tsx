import { type FormEvent, useState } from "react";
import type { PreferencesView } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Field } from "~/ui/Field";
import { fieldError } from "~/ui/form";
import { cityOf } from "~/ui/Time";
import { Switch } from "./Switch";
import { usePreferencesChange } from "./usePreferences";

const USUAL = { start: "22:00", end: "07:00" };

/** From when to when nothing is pushed or mailed, by the clock of one's profile. */
export function QuietHours({ hours }: { hours: PreferencesView["quietHours"] }) {
  const t = useText();
  const me = useMe();
  const change = usePreferencesChange();
  return (
    <section className="stack s3">
      <h2>{t("quiet-hours")}</h2>
      <p className="quiet">{t("quiet-hours-text", { city: cityOf(me.timeZone) })}</p>
      <Switch
        label={t("quiet-hours-keep")}
        on={hours !== null}
        onChange={(on) => change.mutate({ quietHours: on ? USUAL : null })}
      />
      {hours && <Times key={hours.start + hours.end} hours={hours} />}
      <FailedLine error={change.error} />
    </section>
  );
}

function Times({ hours }: { hours: { start: string; end: string } }) {
  const t = useText();
  const change = usePreferencesChange();
  const [times, setTimes] = useState(hours);
  const changed = times.start !== hours.start || times.end !== hours.end;
  const isNever = times.start === times.end;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isNever) change.mutate({ quietHours: times });
  };
  return (
    <form className="row wrap quiet-times" onSubmit={save}>
      <Field
        label={t("quiet-from")}
        type="time"
        required
        value={times.start}
        onChange={({ target }) => setTimes({ ...times, start: target.value })}
        error={fieldError(change.error, "quietHours/start")}
      />
      <Field
        label={t("quiet-until")}
        type="time"
        required
        value={times.end}
        onChange={({ target }) => setTimes({ ...times, end: target.value })}
        error={isNever ? t("quiet-never") : fieldError(change.error, "quietHours/end")}
      />
      {changed && (
        <Button type="submit" weight="main" busy={change.isPending}>
          {t("save")}
        </Button>
      )}
    </form>
  );
}
