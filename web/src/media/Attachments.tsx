import { useId } from "react";
import { useText } from "~/texts/Texts";
import { announce } from "~/ui/announce";
import { buttonClass } from "~/ui/Button";
import { Icon } from "~/ui/Icon";
import { AttachedFile } from "./AttachedFile";
import { ACCEPTED, type Attached, moved, type Refused } from "./attached";
import { useUploads } from "./useUploads";
import "./media.css";

interface AttachmentsProps {
  items: readonly Attached[];
  change: (change: (items: Attached[]) => Attached[]) => void;
  add: (files: readonly File[]) => void;
  refused: readonly Refused[];
  /** Files are held above the form, and would be added where they were dropped. */
  over: boolean;
}

/** Pictures and documents of what is being written: how far they are, what they show, their order. */
export function Attachments({ items, change, add, refused, over }: AttachmentsProps) {
  const t = useText();
  const id = useId();
  const uploads = useUploads(items, (key, media) =>
    change((all) => all.map((item) => (item.key === key ? { ...item, media, file: null } : item))),
  );
  return (
    <section
      className={over ? "attachments over stack s3" : "attachments stack s3"}
      aria-label={t("files")}
    >
      <ol className="stack s3">
        {items.map((item, index) => (
          <AttachedFile
            key={item.key}
            item={item}
            progress={uploads.progress[item.key]}
            isFirst={index === 0}
            isLast={index === items.length - 1}
            onRetry={() => uploads.retry(item)}
            onAltText={(altText) =>
              change((all) => all.map((it) => (it.key === item.key ? { ...it, altText } : it)))
            }
            onMove={(by) => {
              change((all) => moved(all, index, index + by));
              announce(t("file-moved", { at: index + by + 1, count: items.length }));
            }}
            onRemove={() => {
              change((all) => all.filter(({ key }) => key !== item.key));
              document.getElementById(id)?.focus();
            }}
          />
        ))}
      </ol>
      {refused.map(({ name, why }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have one name, and none ever moves
        <p key={index} className="err" role="alert">
          <Icon name="alert" small />
          <span>
            <bdi>{name}</bdi>: {t(`file-refused-${why}`)}
          </span>
        </p>
      ))}
      <div className="row wrap">
        <input
          id={id}
          type="file"
          multiple
          accept={ACCEPTED}
          className="sr-only"
          onChange={({ target }) => {
            add([...(target.files ?? [])]);
            target.value = "";
          }}
        />
        <label htmlFor={id} className={buttonClass("line", "file-button")}>
          <Icon name="picture" small />
          {t("files-add")}
        </label>
        <span className="small quiet">{t("files-hint")}</span>
      </div>
    </section>
  );
}
