import { useMutation } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { NewPost, PostView } from "~/api/http";
import { findSkills } from "~/explore/queries";
import { PostFields } from "~/feed/PostFields";
import type { PostWords } from "~/feed/postDraft";
import { editPost, publish } from "~/feed/queries";
import { Attachments } from "~/media/Attachments";
import { type Attached, type Refused, sorted } from "~/media/attached";
import { useDrop } from "~/media/useDrop";
import { randomId } from "~/session/browser";
import { useDraft } from "~/session/useDraft";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { focusFirstError } from "~/ui/form";
import { toasts } from "~/ui/toasts";

interface PostDraft {
  words: PostWords;
  files: Attached[];
  key: string;
}

interface WriteFormProps {
  /** Under what the draft is kept. */
  name: string;
  before: PostDraft;
  /** The post that is changed; none: a new one is written. */
  post?: PostView;
}

/** The form of a post with its files; it is kept until it is published, through all that happens. */
export function WriteForm({ name, before, post }: WriteFormProps) {
  const t = useText();
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft<PostDraft>(name, before);
  const [refused, refuse] = useState<Refused[]>([]);
  const { words, files, key } = draft.value;
  const saving = useSaving(post, draft.clear, () => focusFirstError(form.current));
  const isUploading = files.some(({ media }) => !media);
  const isReady = words.title.trim() !== "" && words.content.trim() !== "" && !isUploading;

  const change = (changes: (value: PostDraft) => Partial<PostDraft>) =>
    draft.change((value) => ({ ...value, ...changes(value), key: randomId() }));

  function add(chosen: readonly File[]) {
    const { taken, refused } = sorted(chosen, files.length);
    refuse(refused);
    if (taken.length > 0) change((value) => ({ files: [...value.files, ...taken] }));
  }
  const drop = useDrop(add);

  function discard() {
    draft.clear();
    refuse([]);
    toasts.show(t("write-discarded"), {
      label: t("undo"),
      run: () => draft.change(draft.value),
      passing: true,
    });
  }

  if (!draft.ready) return null;
  return (
    <form
      ref={form}
      className="write-form reading stack s6"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !saving.isPending) saving.mutate({ post: bodyOf(words, files), key });
      }}
      onPaste={({ clipboardData }) => {
        if (clipboardData.files.length > 0) add([...clipboardData.files]);
      }}
      {...drop.handlers}
    >
      <PostFields
        words={words}
        change={(changes) => change((value) => ({ words: { ...value.words, ...changes } }))}
        error={saving.error}
        suggest={findSkills}
      />
      <Attachments
        items={files}
        change={(changed) => change((value) => ({ files: changed(value.files) }))}
        add={add}
        refused={refused}
        over={drop.over}
      />
      <FailedLine error={saving.error} />
      <div className="row wrap">
        <Button
          type="submit"
          weight="main"
          className="fill"
          busy={saving.isPending}
          disabled={!isReady}
        >
          {t(post ? "save" : "write-publish")}
        </Button>
        {draft.changed && (
          <Button danger onClick={discard}>
            {t(post ? "write-restore" : "write-discard")}
          </Button>
        )}
        <span className="small quiet" role="status">
          {isUploading && t("write-uploading")}
        </span>
      </div>
    </form>
  );
}

function useSaving(post: PostView | undefined, clear: () => void, onError: () => void) {
  const t = useText();
  const router = useRouter();
  const create = publish();
  const edit = editPost(post?.id ?? "");
  return useMutation({
    mutationFn: (it: { post: NewPost; key: string }) =>
      post ? edit.mutationFn(it.post) : create.mutationFn(it),
    onError,
    onSuccess: (saved: PostView) => {
      if (post) edit.onSuccess(saved);
      else create.onSuccess(saved);
      clear();
      toasts.show(t(post ? "write-saved" : "write-published"), {
        label: t("show"),
        run: () => void router.navigate({ to: "/post/$id", params: { id: saved.id } }),
      });
      // Who has gone on meanwhile stays where they are.
      if (router.latestLocation.pathname !== "/write") return;
      void (post
        ? router.navigate({ to: "/post/$id", params: { id: saved.id }, replace: true })
        : router.navigate({ to: "/" }));
    },
  });
}

function bodyOf(words: PostWords, files: readonly Attached[]): NewPost {
  const media = files.flatMap(({ media, altText }) =>
    media ? [{ mediaId: media.id, altText: altText.trim() || null }] : [],
  );
  return { ...words, media };
}
