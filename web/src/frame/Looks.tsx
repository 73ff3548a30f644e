import { useState } from "react";
import { isLanguage, LANGUAGES } from "~/texts/load";
import { useLanguage, useText } from "~/texts/Texts";
import { Menu } from "~/ui/Menu";
import { chooseTheme, chosenTheme, THEMES } from "~/ui/theme";

/** Language and theme, for those who are not signed in; the others have them in their settings too. */
export function Looks() {
  const t = useText();
  const { language, setLanguage } = useLanguage();
  const [theme, setTheme] = useState(chosenTheme);
  const languages = Object.entries(LANGUAGES).map(([tag, label]) => ({
    label,
    chosen: tag === language,
    run: () => isLanguage(tag) && void setLanguage(tag),
  }));
  const themes = THEMES.map((each) => ({
    label: t(`theme-${each}`),
    chosen: each === theme,
    run: () => {
      chooseTheme(each);
      setTheme(each);
    },
  }));
  return (
    <span className="row tight">
      <Menu icon="language" label={t("language")} items={languages} />
      <Menu icon={theme === "dark" ? "moon" : "sun"} label={t("theme")} items={themes} />
    </span>
  );
}
