import { useText } from "~/texts/Texts";
import { ButtonLink } from "~/ui/Link";
import { Page } from "~/ui/Page";

export function Landing() {
  const t = useText();
  return (
    <Page title={t("landing-title")}>
      <ButtonLink to="/signup" weight="main">
        {t("signup-action")}
      </ButtonLink>
      <ButtonLink to="/signin">{t("signin-action")}</ButtonLink>
    </Page>
  );
}
