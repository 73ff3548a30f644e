import { useMutation } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { PublicProfile } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Confirm } from "~/ui/Confirm";
import { toasts } from "~/ui/toasts";
import { block, unblock } from "./queries";

interface BlockPersonProps {
  person: PublicProfile;
  onClose: () => void;
}

/** Says what blocking means before it is done; it can be taken back at once, or in the settings. */
export function BlockPerson({ person, onClose }: BlockPersonProps) {
  const t = useText();
  const router = useRouter();
  const name = person.firstName;
  const unblocking = useMutation(unblock(person.id));
  const blocking = useMutation({
    ...block(person.id),
    onSettled: (_done, error) => {
      if (error) return;
      toasts.show(t("block-done", { name }), {
        label: t("unblock"),
        run: () => unblocking.mutate(),
      });
      void router.navigate({ to: "/", replace: true });
    },
  });
  return (
    <Confirm
      title={t("block-title", { name })}
      text={t("block-text", { name })}
      action={t("block")}
      busy={blocking.isPending}
      error={blocking.error}
      onConfirm={() => blocking.mutate()}
      onClose={onClose}
    />
  );
}
