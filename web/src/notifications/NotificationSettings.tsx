import { useQuery } from "@tanstack/react-query";
import type { PreferencesView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Loaded } from "~/ui/Loaded";
import { Page } from "~/ui/Page";
import { SkeletonLines } from "~/ui/Skeleton";
import { ChannelSwitches } from "./ChannelSwitches";
import { KINDS, kindText } from "./kinds";
import { QuietHours } from "./QuietHours";
import { preferences } from "./queries";
import { Switch } from "./Switch";
import { usePreferencesChange } from "./usePreferences";
import "./notifications.css";

/** How one is told of what, and when not. */
export function NotificationSettings() {
  const t = useText();
  const query = useQuery(preferences());
  return (
    <Page title={t("notification-settings")}>
      <p className="quiet">{t("notification-settings-text")}</p>
      <Loaded query={query} loading={<SkeletonLines lines={12} />} failed={t("settings-failed")}>
        {(current) => (
          <div className="stack s8 preferences">
            {KINDS.map(({ name, types }) => (
              <section key={name} className="kinds" aria-labelledby={name}>
                <div className="kind-row head">
                  <h2 id={name}>{t(name)}</h2>
                  <span className="label" aria-hidden="true">
                    {t("channel-push")}
                  </span>
                  <span className="label" aria-hidden="true">
                    {t("channel-email")}
                  </span>
                </div>
                {types.map((type) => (
                  <div key={type} className="kind-row">
                    <span>{t(kindText(type))}</span>
                    <ChannelSwitches type={type} preferences={current} />
                  </div>
                ))}
              </section>
            ))}
            <QuietHours hours={current.quietHours} />
            <LockScreen hidden={current.hideOnLockScreen} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function LockScreen({ hidden }: { hidden: PreferencesView["hideOnLockScreen"] }) {
  const t = useText();
  const change = usePreferencesChange();
  return (
    <section className="stack s2">
      <h2>{t("lock-screen")}</h2>
      <Switch
        label={t("lock-screen-hide")}
        on={hidden}
        onChange={(hideOnLockScreen) => change.mutate({ hideOnLockScreen })}
      />
    </section>
  );
}
