import { useMutation } from "@tanstack/react-query";
import { upload } from "~/api/upload";
import { randomId } from "~/session/browser";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { PictureField } from "~/ui/PictureField";
import { toasts } from "~/ui/toasts";
import { changeProfile } from "~/user/queries";

/** One's picture: another one, or none. */
export function PictureSettings() {
  const t = useText();
  const me = useMe();
  const change = useMutation({
    mutationFn: async (cropped: Blob | null) => {
      const profileImageId = cropped && (await upload(cropped, randomId())).id;
      await changeProfile({ profileImageId });
    },
    onSuccess: () => toasts.show(t("saved")),
  });
  return (
    <section className="stack" aria-labelledby="picture">
      <h2 id="picture">{t("picture")}</h2>
      <PictureField
        key={me.profileImageUrl}
        person={me}
        busy={change.isPending}
        error={change.error}
        onCropped={(cropped) => change.mutate(cropped)}
      />
      {me.profileImageUrl && (
        <Button
          className="flush justify-self-start"
          danger
          busy={change.isPending}
          onClick={() => change.mutate(null)}
        >
          {t("picture-remove")}
        </Button>
      )}
    </section>
  );
}
