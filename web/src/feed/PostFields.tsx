import { useId, useState } from "react";
import { useText } from "~/texts/Texts";
import { Button, IconButton } from "~/ui/Button";
import { Field, TextArea } from "~/ui/Field";
import { fieldError } from "~/ui/form";
import { limited } from "~/ui/limit";
import { Markdown } from "~/ui/Markdown";
import { SuggestField } from "~/ui/SuggestField";
import type { Suggest } from "~/ui/useSuggestions";
import { MOST_TAGS, POST_TYPES, type PostWords, withTag } from "./postDraft";
import "./write.css";

interface PostFieldsProps {
  words: PostWords;
  change: (changes: Partial<PostWords>) => void;
  error: unknown;
  suggest: Suggest;
}

/** What a post says: its kind, title, words and tags. */
export function PostFields({ words, change, error, suggest }: PostFieldsProps) {
  const t = useText();
  const kindName = useId();
  return (
    <>
      <fieldset className="stack s2">
        <legend className="label">{t("write-kind")}</legend>
        <div className="tags">
          {POST_TYPES.map((kind) => (
            <label key={kind} className="tag choice">
              <input
                type="radio"
                name={kindName}
                checked={words.postType === kind}
                onChange={() => change({ postType: kind })}
              />
              {t("post-kind", { kind })}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label={t("write-title")}
        value={words.title}
        {...limited(255)}
        required
        error={fieldError(error, "title")}
        onChange={({ target }) => change({ title: target.value })}
      />
      <Content words={words} change={change} error={error} />
      <Tags words={words} change={change} error={error} suggest={suggest} />
    </>
  );
}

function Content({ words, change, error }: Omit<PostFieldsProps, "suggest">) {
  const t = useText();
  const [previewed, preview] = useState(false);
  return (
    <div className="stack s2">
      {previewed ? (
        <section className="preview stack s2" aria-label={t("write-preview")}>
          <h2 className="label">{t("write-preview")}</h2>
          {words.content.trim() ? (
            <Markdown source={words.content} />
          ) : (
            <p className="quiet">{t("write-preview-empty")}</p>
          )}
        </section>
      ) : (
        <TextArea
          label={t("write-content")}
          hint={t("write-content-hint")}
          value={words.content}
          rows={8}
          {...limited(20000)}
          required
          error={fieldError(error, "content")}
          onChange={({ target }) => change({ content: target.value })}
        />
      )}
      <Button
        icon={previewed ? "pen" : "eye"}
        className="flush justify-self-start"
        onClick={() => preview(!previewed)}
      >
        {t(previewed ? "write-go-on" : "write-preview")}
      </Button>
    </div>
  );
}

function Tags({ words: { tags }, change, error, suggest }: PostFieldsProps) {
  const t = useText();
  const [typed, type] = useState("");
  const wrong = tags.map((_, index) => fieldError(error, `tags/${index}`)).find(Boolean);
  const add = (tag: string) => {
    change({ tags: withTag(tags, tag) });
    type("");
  };
  return (
    <div className="stack s2">
      {tags.length < MOST_TAGS && (
        <SuggestField
          label={t("tags")}
          hint={t("write-tags-hint")}
          error={wrong ?? fieldError(error, "tags")}
          value={typed}
          suggest={suggest}
          onType={type}
          onChoose={add}
          // What was typed and not finished is a tag too: nobody means to lose it.
          onLeave={() => typed.trim() && add(typed)}
        />
      )}
      {tags.length > 0 && (
        <ul className="tags">
          {tags.map((tag) => (
            <li key={tag} className="tag removable">
              <bdi>{tag}</bdi>
              <IconButton
                icon="x"
                label={t("write-tag-remove", { tag })}
                onClick={() => change({ tags: tags.filter((each) => each !== tag) })}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
