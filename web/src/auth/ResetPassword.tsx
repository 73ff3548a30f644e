import { useRef } from "react";
import { Failure } from "~/api/failure";
import { session } from "~/session/session";
import { useSession } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Blank, FailedLine } from "~/ui/Failed";
import { PasswordField } from "~/ui/Field";
import { fieldError, focusFirstError, submitted } from "~/ui/form";
import { ButtonLink } from "~/ui/Link";
import { OtherAccount } from "~/ui/OtherAccount";
import { Page } from "~/ui/Page";
import { RULES } from "~/ui/rules";
import { useAction } from "~/ui/useAction";
import { resetPassword } from "./queries";
import { useLink } from "./useLink";

/** Where the link in the mail leads that sets a new password, signed in or not. */
export function ResetPassword() {
  const t = useText();
  const { phase } = useSession();
  const link = useLink();
  const form = useRef<HTMLFormElement>(null);
  const save = useAction(
    async (password: string) => {
      if (link) await resetPassword(link, password);
      // If the account is the one that is here, this login has ended with all of its others.
      await session.recheck().catch(() => undefined);
    },
    { onError: () => focusFirstError(form.current) },
  );
  const type = save.error instanceof Failure ? save.error.type : undefined;
  const isDead = type === "invalid-link" || type === "link-used";
  const wrong = fieldError(save.error, "password") && t(RULES.password);

  if (!link || save.done || isDead) {
    return (
      <Page title={t("reset-title")} quietTitle>
        <div role="status">
          {!link ? (
            <Blank state="open" title={t("link-missing")} actions={<Again />}>
              <p>{t("link-missing-text")}</p>
            </Blank>
          ) : save.done ? (
            <Done />
          ) : (
            <Blank
              state="ajar"
              title={t(type === "link-used" ? "reset-used" : "reset-expired")}
              actions={phase === "out" ? <Again /> : <OtherAccount />}
            >
              <p>{t(type === "link-used" ? "reset-used-text" : "reset-expired-text")}</p>
            </Blank>
          )}
        </div>
      </Page>
    );
  }
  return (
    <div className="narrow stack s6">
      <Page title={t("reset-title")}>
        <p className="quiet">{t("reset-text")}</p>
        <form
          ref={form}
          className="stack s6"
          noValidate
          onSubmit={submitted<"password">(({ password }) => save.run(password))}
        >
          <PasswordField
            label={t("reset-new")}
            hint={t("password-hint")}
            name="password"
            autoComplete="new-password"
            error={wrong}
          />
          {!wrong && <FailedLine error={save.error} />}
          <Button type="submit" weight="main" className="wide" busy={save.busy}>
            {t("reset-action")}
          </Button>
        </form>
        {phase !== "out" && <OtherAccount />}
      </Page>
    </div>
  );
}

function Done() {
  const t = useText();
  const { phase } = useSession();
  if (phase !== "out") {
    return (
      <div className="stack s6">
        <Blank state="whole" title={t("reset-done")}>
          <p>{t("reset-done-other")}</p>
        </Blank>
        <OtherAccount />
      </div>
    );
  }
  return (
    <Blank
      state="whole"
      title={t("reset-done")}
      actions={
        <ButtonLink to="/signin" weight="main">
          {t("signin-action")}
        </ButtonLink>
      }
    >
      <p>{t("reset-done-text")}</p>
    </Blank>
  );
}

function Again() {
  const t = useText();
  return (
    <ButtonLink to="/forgot-password" weight="main">
      {t("reset-again")}
    </ButtonLink>
  );
}
