import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { upload } from "~/api/upload";
import { randomId } from "~/session/browser";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { FailedLine } from "~/ui/Failed";
import { PictureField } from "~/ui/PictureField";
import { TimeZoneField } from "~/ui/TimeZoneField";
import { changeProfile } from "~/user/queries";
import { StepFoot } from "./StepFoot";
import type { StepProps } from "./Welcome";

/** First step: a face to the name, and in which time zone its hours are meant. */
export function PictureStep({ onDone }: StepProps) {
  const t = useText();
  const me = useMe();
  const [timeZone, setTimeZone] = useState(me.timeZone);
  const uploaded = useRef<Promise<string | null>>(Promise.resolve(null));
  const picture = useMutation({
    mutationFn: async (cropped: Blob) => (await upload(cropped, randomId())).id,
  });
  const save = useMutation({
    mutationFn: async () => {
      const profileImageId = await uploaded.current;
      await changeProfile({ timeZone, ...(profileImageId && { profileImageId }) });
    },
    onSuccess: onDone,
  });
  return (
    <div className="stack s8 step-narrow">
      <p className="quiet">{t("welcome-picture-text", { name: me.firstName })}</p>
      <PictureField
        person={me}
        busy={picture.isPending}
        error={picture.error}
        onCropped={(cropped) => {
          uploaded.current = picture.mutateAsync(cropped);
          // It is shown by the field; whoever goes on meanwhile waits for it in `save`.
          uploaded.current.catch(() => undefined);
        }}
      />
      <TimeZoneField value={timeZone} onChange={setTimeZone} />
      <FailedLine error={save.error === picture.error ? null : save.error} />
      <StepFoot busy={save.isPending} onSkip={onDone} onContinue={() => save.mutate()} />
    </div>
  );
}
