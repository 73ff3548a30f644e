import { useMe } from "~/session/useSession";
import { Devices } from "~/settings/Devices";
import { PasswordForm } from "~/settings/PasswordForm";
import { useText } from "~/texts/Texts";
import { SignOutButton } from "~/ui/SignOutButton";
import { SettingsPage } from "./SettingsPage";

/** Password and devices. */
export function SecuritySettings() {
  const t = useText();
  const me = useMe();
  return (
    <SettingsPage title={t("settings-security")}>
      <p className="quiet">{t("settings-address", { email: me.email })}</p>
      <p className="quiet">
        {t(me.emailVerified ? "security-mails" : "security-mails-unverified")}
      </p>
      <Devices />
      <div className="row wrap tight">
        <SignOutButton>{t("signout")}</SignOutButton>
        <SignOutButton everywhere weight="bare">
          {t("signout-everywhere")}
        </SignOutButton>
      </div>
      <PasswordForm />
    </SettingsPage>
  );
}
