import { type CSSProperties, lazy, Suspense, useState } from "react";
import type { FileView } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Icon } from "~/ui/Icon";
import { Picture } from "./Picture";

const Viewer = lazy(() => import("./Viewer").then(({ Viewer }) => ({ default: Viewer })));

/** How many small pictures stand below the first one. */
const SMALL = 4;

interface PostFilesProps {
  files: readonly FileView[];
  eager?: boolean;
  /** Every picture whole, below each other, as on the post's own page. */
  whole?: boolean;
}

/** Pictures of a post, each of which opens in the viewer, and its documents. */
export function PostFiles({ files, eager = false, whole = false }: PostFilesProps) {
  const [viewed, view] = useState<number | null>(null);
  const t = useText();
  if (files.length === 0) return null;
  const pictures = files.filter((file) => file.contentType.startsWith("image/"));
  const documents = files.filter((file) => !file.contentType.startsWith("image/"));
  const [first, ...others] = pictures;
  const button = (file: FileView, index: number, className: string) => (
    <button
      key={file.id}
      type="button"
      className={className}
      style={className === "whole-pic" ? wholeSize(file) : undefined}
      aria-label={t("picture-open", { alt: file.altText ?? t("picture") })}
      onClick={() => view(index)}
    >
      <Picture file={file} eager={eager && index === 0} small={className === "small-pic"} />
    </button>
  );
  return (
    <>
      {whole
        ? pictures.map((file, index) => button(file, index, "whole-pic"))
        : first && button(first, 0, "pic")}
      {!whole && others.length > 0 && (
        <div className="small-pics">
          {others.slice(0, SMALL).map((file, index) => button(file, index + 1, "small-pic"))}
          {others.length > SMALL && (
            <span className="small quiet">
              {t("pictures-more", { count: others.length - SMALL })}
            </span>
          )}
        </div>
      )}
      {documents.map((file) => (
        <a key={file.id} className="file" href={file.url} target="_blank" rel="noopener">
          <Icon name="file" />
          <span className="clip">
            <bdi>{file.altText ?? file.fileName ?? t("document")}</bdi>
          </span>
          <span className="small quiet">PDF</span>
        </a>
      ))}
      {viewed !== null && (
        <Suspense>
          <Viewer pictures={pictures} start={viewed} onClose={() => view(null)} />
        </Suspense>
      )}
    </>
  );
}

/** As wide as the page has room and as the window is high, before the picture itself is here. */
function wholeSize({ width, height }: FileView): CSSProperties {
  if (!width || !height) return {};
  return { inlineSize: `min(100%, ${width}px, calc(90vh * ${width / height}))` };
}
