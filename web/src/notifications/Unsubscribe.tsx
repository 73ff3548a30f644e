import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { NotificationType } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Blank, FailedLine } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { Page } from "~/ui/Page";
import { useAction } from "~/ui/useAction";
import { kindText } from "./kinds";
import { unsubscribe } from "./unsubscribe";

/** Where mails lead who want no more of their kind; one need not be signed in. */
export function Unsubscribe() {
  const t = useText();
  const { token } = useSearch({ strict: false }) as { token?: unknown };
  const [stopped, setStopped] = useState<NotificationType | null>(null);
  const action = useAction(async (link: string) => setStopped((await unsubscribe(link)).type));
  return (
    <div className="narrow stack s6">
      {stopped ? (
        <Page title={t("unsubscribed")}>
          <p>{t("unsubscribed-text", { kind: t(kindText(stopped)) })}</p>
          <ButtonLink to="/settings/notifications" weight="line">
            {t("why-all-settings")}
          </ButtonLink>
        </Page>
      ) : typeof token === "string" && token !== "" ? (
        <Page title={t("unsubscribe")}>
          <p>{t("unsubscribe-text")}</p>
          <FailedLine error={action.error} />
          <Button weight="main" busy={action.busy} onClick={() => action.run(token)}>
            {t("unsubscribe-action")}
          </Button>
        </Page>
      ) : (
        <Page title={t("unsubscribe")} quietTitle>
          <Blank state="ajar" title={t("unsubscribe-broken")}>
            <p>{t("unsubscribe-broken-text")}</p>
          </Blank>
        </Page>
      )}
    </div>
  );
}
