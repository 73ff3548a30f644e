import { useLayoutEffect, useRef, useState } from "react";
import type { FileView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { IconButton } from "~/ui/Button";

interface ViewerProps {
  pictures: readonly FileView[];
  start: number;
  onClose: () => void;
}

/**
 * Pictures in full size: arrows and swipes go from one to the next, a double press comes closer,
 * and two fingers do what they do on every page.
 */
export function Viewer({ pictures, start, onClose }: ViewerProps) {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(start);
  const [close, comeClose] = useState(false);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    strip.current?.children[start]?.scrollIntoView({ behavior: "instant", inline: "center" });
    return () => element?.close();
  }, [start]);
  const go = (to: number) => {
    const next = Math.max(0, Math.min(pictures.length - 1, to));
    comeClose(false);
    setAt(next);
    strip.current?.children[next]?.scrollIntoView({ inline: "center" });
  };
  const rightwards = () =>
    getComputedStyle(document.documentElement).direction === "rtl" ? -1 : 1;
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={t("pictures")}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") go(at + rightwards());
        if (event.key === "ArrowLeft") go(at - rightwards());
      }}
    >
      <div
        ref={strip}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        tabIndex={0}
        className={close ? "viewer-strip close" : "viewer-strip"}
        onScroll={({ currentTarget }) => {
          if (close) return;
          setAt(Math.round(Math.abs(currentTarget.scrollLeft) / currentTarget.clientWidth));
        }}
      >
        {pictures.map((file, index) => (
          <figure key={file.id} onDoubleClick={() => comeClose(!close)}>
            <img
              src={Math.abs(index - at) <= 1 ? file.url : (file.previewUrl ?? file.url)}
              alt={file.altText ?? ""}
              width={file.width ?? undefined}
              height={file.height ?? undefined}
              loading={index === start ? "eager" : "lazy"}
              crossOrigin="anonymous"
            />
            {file.altText && <figcaption dir="auto">{file.altText}</figcaption>}
          </figure>
        ))}
      </div>
      <div className="viewer-bar">
        <IconButton
          icon="back"
          label={t("picture-previous")}
          disabled={at === 0}
          onClick={() => go(at - 1)}
        />
        <span aria-live="polite">
          {t("picture-number", { at: at + 1, count: pictures.length })}
        </span>
        <IconButton
          icon="next"
          label={t("picture-next")}
          disabled={at === pictures.length - 1}
          onClick={() => go(at + 1)}
        />
        <IconButton icon="x" label={t("close")} onClick={onClose} />
      </div>
    </dialog>
  );
}
