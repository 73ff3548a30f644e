import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Blank, FailedLine } from "~/ui/Failed";
import { Field } from "~/ui/Field";
import { fieldError, focusFirstError, submitted } from "~/ui/form";
import { Page } from "~/ui/Page";
import { useAction } from "~/ui/useAction";
import { forgotPassword } from "./queries";

/** Asks for a mail with a link to a new password; nobody is told whether there is an account. */
export function ForgotPassword() {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const [sentTo, setSentTo] = useState<string>();
  const send = useAction(
    async (email: string) => {
      await forgotPassword(email);
      setSentTo(email);
    },
    { onError: () => focusFirstError(form.current) },
  );
  const wrong = fieldError(send.error, "email") && t("rule-email");
  return (
    <div className="narrow stack s6">
      <Page title={t("forgot-title")} quietTitle={sentTo !== undefined}>
        {sentTo !== undefined ? (
          <div role="status">
            <Blank
              state="whole"
              title={t("forgot-done")}
              actions={
                <Button weight="line" onClick={() => setSentTo(undefined)}>
                  {t("forgot-other")}
                </Button>
              }
              small={t("forgot-again")}
            >
              <p>{t("forgot-done-text", { email: sentTo })}</p>
            </Blank>
          </div>
        ) : (
          <>
            <p className="quiet">{t("forgot-text")}</p>
            <form
              ref={form}
              className="stack s6"
              noValidate
              onSubmit={submitted<"email">(({ email }) => send.run(email))}
            >
              <Field
                label={t("email")}
                name="email"
                type="email"
                autoComplete="username"
                dir="ltr"
                error={wrong}
              />
              {!wrong && <FailedLine error={send.error} />}
              <Button type="submit" weight="main" className="wide" busy={send.busy}>
                {t("forgot-action")}
              </Button>
            </form>
          </>
        )}
        <p>
          <Link to="/signin" className="link">
            {t("signin-action")}
          </Link>
        </p>
      </Page>
    </div>
  );
}
