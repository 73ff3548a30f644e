import { useText } from "~/texts/Texts";
import { PersonForm } from "./PersonForm";
import { PictureSettings } from "./PictureSettings";
import { SettingsPage } from "./SettingsPage";
import { SkillsForm } from "./SkillsForm";

/** What others see of me. */
export function ProfileSettings() {
  const t = useText();
  return (
    <SettingsPage title={t("settings-profile")}>
      <PictureSettings />
      <PersonForm />
      <SkillsForm />
    </SettingsPage>
  );
}
