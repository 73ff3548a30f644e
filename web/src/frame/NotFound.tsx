import { useText } from "~/texts/Texts";
import { Blank } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Page } from "~/ui/Page";

/** An address that leads nowhere. */
export function NotFound() {
  const t = useText();
  return (
    <Page title={t("not-found-title")} quietTitle>
      <Blank
        state="open"
        title={t("not-found-title")}
        actions={
          <>
            <ButtonLink to="/" weight="main">
              {t("go-home")}
            </ButtonLink>
            <ButtonLink to="/explore">{t("nav-explore")}</ButtonLink>
          </>
        }
      >
        <p>{t("not-found-text")}</p>
      </Blank>
    </Page>
  );
}
