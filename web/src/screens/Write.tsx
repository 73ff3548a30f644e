import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { NO_WORDS, wordsOf } from "~/feed/postDraft";
import { post } from "~/feed/queries";
import { attachedOf } from "~/media/attached";
import { useText } from "~/texts/Texts";
import { Loaded } from "~/ui/Loaded";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { WriteForm } from "./WriteForm";

/** To write a post, or to change one of one's own: `/write?post=…`. */
export function Write() {
  const t = useText();
  const { post: id } = useSearch({ strict: false }) as { post?: string };
  const query = useQuery({ ...post(id ?? ""), enabled: Boolean(id), staleTime: 0 });
  if (!id) {
    return (
      <Page title={t("write-new")}>
        <WriteForm key="new" name="post" before={{ words: NO_WORDS, files: [], key: "" }} />
      </Page>
    );
  }
  return (
    <Page title={t("write-edit")}>
      <Loaded
        query={query}
        loading={<Skeleton className="h-96 w-full" />}
        failed={t("post-failed")}
      >
        {(it) => (
          <WriteForm
            key={id}
            name={`post/${id}`}
            post={it}
            before={{ words: wordsOf(it), files: attachedOf(it.media), key: "" }}
          />
        )}
      </Loaded>
    </Page>
  );
}
