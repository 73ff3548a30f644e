import { useEffect, useState } from "react";
import { Rejected } from "~/api/upload";
import { useText } from "~/texts/Texts";
import { Button, IconButton } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import { Field } from "~/ui/Field";
import { Icon } from "~/ui/Icon";
import { limited } from "~/ui/limit";
import type { Attached } from "./attached";
import type { Progress } from "./useUploads";

interface AttachedFileProps {
  item: Attached;
  progress: Progress | undefined;
  isFirst: boolean;
  isLast: boolean;
  onRetry: () => void;
  onAltText: (text: string) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}

/** One file: its picture, how far it is, and what it shows. */
export function AttachedFile({ item, progress, ...props }: AttachedFileProps) {
  const t = useText();
  const name = item.media?.fileName ?? item.file?.name ?? t("picture");
  const picture = usePicture(item);
  const isPicture = (item.media?.contentType ?? item.file?.type ?? "").startsWith("image/");
  return (
    <li className="attached">
      <span className="attached-picture">
        {picture ? (
          <img src={picture} alt="" width={88} height={88} crossOrigin="anonymous" />
        ) : (
          <Icon name={isPicture ? "picture" : "file"} />
        )}
      </span>
      <div className="stack s2">
        <div className="row between">
          <bdi className="small quiet clip grow">{name}</bdi>
          <span className="row tight">
            {!props.isFirst && (
              <Button className="small" onClick={() => props.onMove(-1)}>
                {t("file-earlier")}
              </Button>
            )}
            {!props.isLast && (
              <Button className="small" onClick={() => props.onMove(1)}>
                {t("file-later")}
              </Button>
            )}
            <IconButton icon="x" label={t("file-remove", { name })} onClick={props.onRemove} />
          </span>
        </div>
        {!item.media && <Upload progress={progress} name={name} onRetry={props.onRetry} />}
        <Field
          label={t(isPicture ? "file-alt" : "file-title")}
          hint={isPicture ? t("file-alt-hint") : undefined}
          value={item.altText}
          {...limited(1000)}
          onChange={({ target }) => props.onAltText(target.value)}
        />
      </div>
    </li>
  );
}

interface UploadProps {
  progress: Progress | undefined;
  name: string;
  onRetry: () => void;
}

function Upload({ progress, name, onRetry }: UploadProps) {
  const t = useText();
  const { sent = 0, error = null } = progress ?? {};
  if (!error) {
    return (
      <progress className="upload" aria-label={t("file-progress", { name })} max={1} value={sent} />
    );
  }
  return (
    <div>
      {error instanceof Rejected ? (
        <p className="err" role="alert">
          <Icon name="alert" small />
          <span>{error.message || t("file-refused-kind")}</span>
        </p>
      ) : (
        <>
          <FailedLine error={error} />
          <Button icon="retry" onClick={onRetry}>
            {t("try-again")}
          </Button>
        </>
      )}
    </div>
  );
}

/** The small picture of a file: from the server, or from the device until it has arrived. */
function usePicture({ file, media }: Attached): string | null {
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => {
    if (!file?.type.startsWith("image/")) return;
    const address = URL.createObjectURL(file);
    setOwn(address);
    return () => {
      setOwn(null);
      URL.revokeObjectURL(address);
    };
  }, [file]);
  return media?.thumbnailUrl ?? own;
}
