import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { Failure } from "~/api/failure";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { PasswordField } from "~/ui/Field";
import { fieldError, focusFirstError, submitted } from "~/ui/form";
import { RULES } from "~/ui/rules";
import { toasts } from "~/ui/toasts";
import { changePassword, devices } from "./queries";

/** A new password, by the one of now; all other devices are signed out by it. */
export function PasswordForm() {
  const t = useText();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      form.current?.reset();
      toasts.show(t("password-changed"));
      await client.invalidateQueries({ queryKey: devices().queryKey });
    },
    onError: () => focusFirstError(form.current),
  });
  const isWrong = change.error instanceof Failure && change.error.type === "wrong-password";
  return (
    <section className="stack" aria-labelledby="password">
      <h2 id="password">{t("password-change")}</h2>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={submitted<"currentPassword" | "newPassword">((values) => change.mutate(values))}
      >
        <PasswordField
          label={t("password-current")}
          name="currentPassword"
          autoComplete="current-password"
          error={
            isWrong ? t("problem-wrong-password") : fieldError(change.error, "currentPassword")
          }
        />
        <PasswordField
          label={t("password-new")}
          name="newPassword"
          autoComplete="new-password"
          hint={t("password-hint")}
          error={fieldError(change.error, "newPassword") && t(RULES.newPassword)}
        />
        <p className="small quiet">{t("password-others")}</p>
        {!isWrong && <FailedLine error={change.error} />}
        <Button
          type="submit"
          weight="main"
          className="fill justify-self-start"
          busy={change.isPending}
        >
          {t("password-change")}
        </Button>
      </form>
    </section>
  );
}
