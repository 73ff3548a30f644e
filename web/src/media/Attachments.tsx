import { useId, useState } from "react";
import { useText } from "~/texts/Texts";
import { announce } from "~/ui/announce";
import { buttonClass } from "~/ui/Button";
import { Icon } from "~/ui/Icon";
import { AttachedFile } from "./AttachedFile";
import { ACCEPTED, type Attached, moved, type Refusal } from "./attached";
import { useUploads } from "./useUploads";
import "./media.css";

interface AttachmentsProps {
  items: readonly Attached[];
  change: (change: (items: Attached[]) => Attached[]) => void;
  add: (files: readonly File[]) => void;
  refused: readonly { name: string; why: Refusal | "many" }[];
}

/** Pictures and documents of what is being written: how far they are, what they show, their order. */
export function Attachments({ items, change, add, refused }: AttachmentsProps) {
  const t = useText();
  const id = useId();
  const [over, setOver] = useState(false);
  const uploads = useUploads(items, (key, media) =>
    change((all) => all.map((item) => (item.key === key ? { ...item, media, file: null } : item))),
  );
  return (
    <section
      className={over ? "attachments over stack s3" : "attachments stack s3"}
      aria-label={t("files")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        add([...event.dataTransfer.files]);
      }}
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
      {refused.map(({ name, why }) => (
        <p key={name} className="err" role="alert">
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
