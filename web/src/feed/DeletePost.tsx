import { useMutation } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { PostView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Confirm } from "~/ui/Confirm";
import { toasts } from "~/ui/toasts";
import { deletePost } from "./queries";

interface DeletePostProps {
  post: PostView;
  onClose: () => void;
}

/** Asks whether a post should really go, with what goes with it. */
export function DeletePost({ post, onClose }: DeletePostProps) {
  const t = useText();
  const router = useRouter();
  const deletion = useMutation({
    ...deletePost(post.id),
    onSettled: (_done, error) => {
      if (error) return;
      onClose();
      toasts.show(t("post-deleted"));
      if (router.latestLocation.pathname === `/post/${post.id}`) {
        void router.navigate({ to: "/", replace: true });
      } else {
        document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
      }
    },
  });
  return (
    <Confirm
      title={t("post-delete-title")}
      text={t("post-delete-text")}
      action={t("delete")}
      busy={deletion.isPending}
      error={deletion.error}
      onConfirm={() => deletion.mutate()}
      onClose={onClose}
    />
  );
}
