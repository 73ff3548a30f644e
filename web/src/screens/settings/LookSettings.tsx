import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Language as MailLanguage } from "~/api/http";
import { useMe } from "~/session/useSession";
import { RadioGroup } from "~/settings/RadioGroup";
import { Switch } from "~/settings/Switch";
import { isLanguage, LANGUAGES } from "~/texts/load";
import { useLanguage, useText } from "~/texts/Texts";
import { FailedLine } from "~/ui/Failed";
import { keysAreOn, switchKeys } from "~/ui/keys";
import { chooseTheme, chosenTheme, THEMES } from "~/ui/theme";
import { toasts } from "~/ui/toasts";
import { changeProfile } from "~/user/queries";
import { SettingsPage } from "./SettingsPage";

const OPTIONS = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));

/** Language and theme of this browser, the language of mails, and single keys. */
export function LookSettings() {
  const t = useText();
  const me = useMe();
  const { language, setLanguage } = useLanguage();
  const [theme, setTheme] = useState(chosenTheme);
  const [keys, setKeys] = useState(keysAreOn);
  const mails = useMutation({
    mutationFn: (wanted: MailLanguage) => changeProfile({ language: wanted }),
    onSuccess: () => toasts.show(t("saved")),
  });
  return (
    <SettingsPage title={t("settings-look")}>
      <RadioGroup
        legend={t("language")}
        name="language"
        options={OPTIONS}
        value={language}
        onChange={(wanted) => isLanguage(wanted) && void setLanguage(wanted)}
      />
      <div className="stack s2">
        <RadioGroup
          legend={t("language-mails")}
          name="mails"
          options={OPTIONS}
          value={mails.variables ?? me.language}
          onChange={(wanted) => mails.mutate(wanted as MailLanguage)}
        />
        <FailedLine error={mails.error} />
      </div>
      <RadioGroup
        legend={t("theme")}
        name="theme"
        options={THEMES.map((value) => ({ value, label: t(`theme-${value}`) }))}
        value={theme}
        onChange={(wanted) => {
          chooseTheme(wanted);
          setTheme(wanted);
        }}
      />
      <Switch
        label={t("keys-on")}
        hint={t("keys-on-hint")}
        on={keys}
        onChange={(on) => {
          switchKeys(on);
          setKeys(on);
        }}
      />
    </SettingsPage>
  );
}
