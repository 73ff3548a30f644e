import { useText } from "~/texts/Texts";
import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { FailedLine } from "./Failed";

interface ConfirmProps {
  title: string;
  /** What will be so afterwards. */
  text: string;
  /** The button that does it. */
  action: string;
  busy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back, or means more than it seems. */
export function Confirm({ title, text, action, busy, error, onConfirm, onClose }: ConfirmProps) {
  const t = useText();
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{text}</p>
      <FailedLine error={error} />
      <div className="row wrap tight">
        <Button weight="line" danger busy={busy} onClick={onConfirm}>
          {action}
        </Button>
        <Button onClick={onClose}>{t("cancel")}</Button>
      </div>
    </Dialog>
  );
}
