import { useSyncExternalStore } from "react";
import { useText } from "~/texts/Texts";
import { Button, IconButton } from "./Button";
import { toasts } from "./toasts";

/** The one region of toasts; readers of screens hear each politely. */
export function Toasts() {
  const t = useText();
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, action }) => (
        <div key={id} className="toast">
          <span className="grow">{text}</span>
          {action && (
            <Button
              onClick={() => {
                action.run();
                toasts.dismiss(id);
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton icon="x" label={t("dismiss")} onClick={() => toasts.dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
