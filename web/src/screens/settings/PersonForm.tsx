import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Failure } from "~/api/failure";
import { useDraft } from "~/session/useDraft";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Field, TextArea } from "~/ui/Field";
import { fieldError, focusFirstError, submitted } from "~/ui/form";
import { limited } from "~/ui/limit";
import { Markdown } from "~/ui/Markdown";
import { RULES } from "~/ui/rules";
import { TimeZoneField } from "~/ui/TimeZoneField";
import { toasts } from "~/ui/toasts";
import { changeProfile } from "~/user/queries";

const LONGEST_BIO = 2000;

/** Names, time zone, and what one says of oneself. */
export function PersonForm() {
  const t = useText();
  const me = useMe();
  const form = useRef<HTMLFormElement>(null);
  const [timeZone, setTimeZone] = useState(me.timeZone);
  const [preview, setPreview] = useState(false);
  const bio = useDraft("bio", me.bio);
  const save = useMutation({
    mutationFn: changeProfile,
    onSuccess: () => {
      bio.clear();
      toasts.show(t("saved"));
    },
    onError: () => focusFirstError(form.current),
  });
  const isTaken = save.error instanceof Failure && save.error.type === "username-taken";
  const errorAt = (field: "bio" | "timeZone") => fieldError(save.error, field);
  const ruleAt = (field: "firstName" | "lastName" | "username") =>
    fieldError(save.error, field) && t(RULES[field]);
  return (
    <form
      ref={form}
      className="stack s6"
      noValidate
      onSubmit={submitted<"firstName" | "lastName" | "username">((names) =>
        save.mutate({ ...names, timeZone, bio: bio.value }),
      )}
    >
      <h2>{t("settings-person")}</h2>
      <Field
        label={t("first-name")}
        name="firstName"
        autoComplete="given-name"
        defaultValue={me.firstName}
        error={ruleAt("firstName")}
      />
      <Field
        label={t("last-name")}
        name="lastName"
        autoComplete="family-name"
        defaultValue={me.lastName}
        error={ruleAt("lastName")}
      />
      <Field
        label={t("username")}
        name="username"
        autoComplete="off"
        dir="ltr"
        defaultValue={me.username}
        error={isTaken ? t("problem-username-taken") : ruleAt("username")}
      />
      <TimeZoneField value={timeZone} onChange={setTimeZone} error={errorAt("timeZone")} />
      <div className="stack s2">
        <TextArea
          label={t("bio")}
          hint={t("bio-hint")}
          {...limited(LONGEST_BIO)}
          value={bio.value}
          onChange={({ target }) => bio.change(target.value)}
          error={errorAt("bio")}
        />
        <Button
          className="flush justify-self-start"
          aria-expanded={preview}
          onClick={() => setPreview(!preview)}
        >
          {t(preview ? "preview-hide" : "preview-show")}
        </Button>
        {preview && <Markdown source={bio.value} />}
      </div>
      {!isTaken && <FailedLine error={save.error} />}
      <Button type="submit" weight="main" className="fill justify-self-start" busy={save.isPending}>
        {t("save")}
      </Button>
    </form>
  );
}
