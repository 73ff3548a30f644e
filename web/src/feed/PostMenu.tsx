import { useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import type { PostView } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Menu, type MenuItem } from "~/ui/Menu";
import { copyLink } from "~/ui/share";

const DeletePost = lazy(() =>
  import("./DeletePost").then(({ DeletePost }) => ({ default: DeletePost })),
);

/** What else can be done with a post; one's own can be changed and deleted. */
export function PostMenu({ post }: { post: PostView }) {
  const t = useText();
  const me = useMe();
  const router = useRouter();
  const [asked, ask] = useState(false);
  const items: MenuItem[] = [
    {
      label: t("copy-link"),
      icon: "link",
      run: () => void copyLink(`/post/${post.id}`, t("link-copied")),
    },
  ];
  if (post.author.id === me.id) {
    items.push(
      {
        label: t("edit"),
        icon: "pen",
        run: () => void router.navigate({ to: "/write", search: { post: post.id } }),
      },
      { label: t("delete"), icon: "trash", danger: true, run: () => ask(true) },
    );
  }
  return (
    <>
      <Menu label={t("post-more", { title: post.title })} items={items} />
      {asked && (
        <Suspense>
          <DeletePost post={post} onClose={() => ask(false)} />
        </Suspense>
      )}
    </>
  );
}
