import type { ReactNode } from "react";
import { useText } from "~/texts/Texts";
import { ButtonLink } from "~/ui/Link";
import { Page } from "~/ui/Page";
import "~/settings/settings.css";

/** One page of the settings, with the way back to all of them. */
export function SettingsPage({ title, children }: { title: string; children: ReactNode }) {
  const t = useText();
  return (
    <div className="settings">
      <ButtonLink to="/settings" icon="back" className="flush">
        {t("nav-settings")}
      </ButtonLink>
      <Page title={title}>
        <div className="stack s8 pt-6">{children}</div>
      </Page>
    </div>
  );
}
