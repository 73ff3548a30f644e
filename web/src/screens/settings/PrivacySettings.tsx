import { useMutation } from "@tanstack/react-query";
import { useMe } from "~/session/useSession";
import { Switch } from "~/settings/Switch";
import { useText } from "~/texts/Texts";
import { FailedLine } from "~/ui/Failed";
import { changeProfile } from "~/user/queries";
import { BlockedPeople } from "./BlockedPeople";
import { SettingsPage } from "./SettingsPage";

/** Who sees when I am here, and who does not see me at all. */
export function PrivacySettings() {
  const t = useText();
  const me = useMe();
  const presence = useMutation({
    mutationFn: (showPresence: boolean) => changeProfile({ showPresence }),
  });
  return (
    <SettingsPage title={t("settings-privacy")}>
      <div className="stack s2">
        <Switch
          label={t("presence")}
          hint={t("presence-hint")}
          on={presence.isPending ? presence.variables : me.showPresence}
          onChange={(on) => presence.mutate(on)}
        />
        <FailedLine error={presence.error} />
      </div>
      <BlockedPeople />
    </SettingsPage>
  );
}
