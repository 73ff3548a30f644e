import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { Failure } from "~/api/failure";
import type { Language, NewPerson } from "~/api/http";
import { session } from "~/session/session";
import type { TextId } from "~/texts/ids";
import { isLanguage } from "~/texts/load";
import { useLanguage, useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Field, PasswordField } from "~/ui/Field";
import { fieldError, focusFirstError, submitted } from "~/ui/form";
import { Page } from "~/ui/Page";
import { RULES } from "~/ui/rules";
import { deviceTimeZone } from "~/ui/timeZones";
import { useAction } from "~/ui/useAction";
import { dropDraft, keepDraft, readDraft } from "./signUpDraft";
import { useUsername } from "./useUsername";
import "./auth.css";

const NAMES = ["firstName", "lastName", "username", "email", "password"] as const;

type Name = (typeof NAMES)[number];

/** Signing up; afterwards the welcome asks for the rest. */
export function SignUp() {
  const t = useText();
  const { language } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [draft] = useState(readDraft);
  const [username, setUsername] = useUsername(draft.username);
  const send = useAction(
    (typed: Record<Name, string>) => session.signUp(newPerson(typed, language)),
    { onDone: dropDraft, onError: () => focusFirstError(form.current) },
  );
  const errorAt = (name: Name) => {
    if (isAbout(send.error, name)) return t(`problem-${name}-taken` as TextId);
    return fieldError(send.error, name) && t(RULES[name]);
  };

  return (
    <div className="narrow stack s6">
      <Page title={t("signup-title")}>
        <p className="quiet">{t("signup-text")}</p>
        <form
          ref={form}
          className="stack s6"
          noValidate
          onInput={(event) => keepDraft(event.currentTarget)}
          onSubmit={submitted<Name>(send.run)}
        >
          <div className="names" onInput={() => form.current && setUsername.from(form.current)}>
            <Field
              label={t("first-name")}
              name="firstName"
              autoComplete="given-name"
              defaultValue={draft.firstName}
              error={errorAt("firstName")}
            />
            <Field
              label={t("last-name")}
              name="lastName"
              autoComplete="family-name"
              defaultValue={draft.lastName}
              error={errorAt("lastName")}
            />
          </div>
          <Field
            label={t("username")}
            hint={t("username-hint")}
            name="username"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            value={username}
            onChange={(event) => setUsername.typed(event.target.value)}
            error={errorAt("username")}
          />
          <Field
            label={t("email")}
            hint={
              isAbout(send.error, "email") && (
                <Link to="/signin" search={(search) => search} className="link">
                  {t("signin-action")}
                </Link>
              )
            }
            name="email"
            type="email"
            autoComplete="username"
            dir="ltr"
            defaultValue={draft.email}
            error={errorAt("email")}
          />
          <PasswordField
            label={t("password")}
            hint={t("password-hint")}
            name="password"
            autoComplete="new-password"
            error={errorAt("password")}
          />
          {!isShownAtField(send.error) && <FailedLine error={send.error} />}
          <Button type="submit" weight="main" className="wide" busy={send.busy}>
            {t("signup-action")}
          </Button>
        </form>
        <p className="row wrap">
          <span className="quiet">{t("signup-have")}</span>
          <Link to="/signin" search={(search) => search} className="link">
            {t("signin-action")}
          </Link>
        </p>
      </Page>
    </div>
  );
}

function newPerson(typed: Record<Name, string>, language: string): NewPerson {
  return {
    ...typed,
    timeZone: deviceTimeZone(),
    language: isLanguage(language) ? (language as Language) : null,
  };
}

/** Whether the failure is that the name or the address belongs to somebody. */
function isAbout(error: unknown, name: Name): boolean {
  return error instanceof Failure && error.type === `${name}-taken`;
}

function isShownAtField(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  return NAMES.some((name) => isAbout(error, name) || error.at(name) !== undefined);
}
