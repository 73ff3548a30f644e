import { Link, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { Failure } from "~/api/failure";
import type { Credentials } from "~/api/http";
import { session } from "~/session/session";
import { useSession } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Field, PasswordField } from "~/ui/Field";
import { fieldError, focusFirstError, submitted } from "~/ui/form";
import { Page } from "~/ui/Page";
import { useAction } from "~/ui/useAction";

/** Signing in; afterwards one is led to where one wanted to go. */
export function SignIn() {
  const t = useText();
  const { notice } = useSession();
  const { next } = useSearch({ strict: false }) as { next?: unknown };
  const form = useRef<HTMLFormElement>(null);
  const send = useAction((credentials: Credentials) => session.signIn(credentials), {
    onError: (error) => {
      if (isRefused(error)) form.current?.querySelector<HTMLElement>("[name=password]")?.focus();
      else focusFirstError(form.current);
    },
  });
  const emailError = fieldError(send.error, "email") && t("rule-email");
  return (
    <div className="narrow stack s6">
      <Page title={t("signin-title")}>
        {notice !== "ended" && typeof next === "string" && next !== "/" && (
          <p className="quiet">{t("signin-first")}</p>
        )}
        <form
          ref={form}
          className="stack s6"
          noValidate
          onSubmit={submitted<"email" | "password">((values) => send.run(values))}
        >
          <Field
            label={t("email")}
            name="email"
            type="email"
            autoComplete="username"
            dir="ltr"
            error={emailError}
          />
          <PasswordField label={t("password")} name="password" autoComplete="current-password" />
          {!emailError && <FailedLine error={send.error} />}
          <Button type="submit" weight="main" className="wide" busy={send.busy}>
            {t("signin-action")}
          </Button>
        </form>
        <p className="row between wrap">
          <Link to="/forgot-password" className="link">
            {t("forgot-link")}
          </Link>
          <Link to="/signup" search={(search) => search} className="link">
            {t("signup-link")}
          </Link>
        </p>
      </Page>
    </div>
  );
}

function isRefused(error: unknown): boolean {
  return error instanceof Failure && error.type === "wrong-credentials";
}
