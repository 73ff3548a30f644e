import { useEffect, useState } from "react";
import { useText } from "~/texts/Texts";
import { buttonClass } from "./Button";
import { Face, type Person } from "./Face";
import { FailedLine } from "./Failed";
import { Icon } from "./Icon";
import { PictureCropper } from "./PictureCropper";
import "./picture.css";

interface PictureFieldProps {
  person: Person;
  /** Keeps the picture that was cut out. */
  onCropped: (cropped: Blob) => void;
  busy: boolean;
  error: unknown;
}

/** One's own picture: chosen from a file, cut to a square, and shown at once. */
export function PictureField({ person, onCropped, busy, error }: PictureFieldProps) {
  const t = useText();
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const [made, setMade] = useShown();

  async function open(file: File | undefined) {
    if (!file) return;
    setUnreadable(false);
    const opened = await createImageBitmap(file).catch(() => null);
    setPicture(opened);
    setUnreadable(opened === null);
  }

  if (picture) {
    return (
      <PictureCropper
        picture={picture}
        onCancel={() => setPicture(null)}
        onCropped={(cropped) => {
          setMade(cropped);
          setPicture(null);
          onCropped(cropped);
        }}
      />
    );
  }
  return (
    <div className="stack s3">
      <div className="row wrap">
        <Face size={96} person={made ? { ...person, profileImageUrl: made } : person} />
        <span className="stack s2">
          <label className={buttonClass("line")} aria-disabled={busy || undefined}>
            <input
              type="file"
              accept="image/jpeg,image/png,image/webp,image/gif"
              className="sr-only"
              disabled={busy}
              onChange={(event) => void open(event.target.files?.[0])}
            />
            <Icon name="picture" small />
            {made || person.profileImageUrl ? t("picture-other") : t("picture-choose")}
          </label>
          <span className="small quiet" role="status">
            {busy ? t("picture-busy") : t("picture-hint")}
          </span>
        </span>
      </div>
      {unreadable && (
        <p className="err" role="alert">
          <Icon name="alert" small />
          <span>{t("picture-unreadable")}</span>
        </p>
      )}
      <FailedLine error={error} />
    </div>
  );
}

/** The address of a picture that is in memory, for as long as it is shown. */
function useShown(): [string | null, (picture: Blob) => void] {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (address) return () => URL.revokeObjectURL(address);
  }, [address]);
  return [address, (picture) => setAddress(URL.createObjectURL(picture))];
}
