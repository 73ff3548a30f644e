import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useText } from "~/texts/Texts";
import { IconButton } from "./Button";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A question or a form above the page. It is open as long as it is rendered; Escape, the cross and
 * a press beside it close it, and the focus goes back to where it was (the browser's `<dialog>`).
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const t = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, by the browser's own cancel
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="stack">
        <header className="row between">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon="x" label={t("close")} onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
