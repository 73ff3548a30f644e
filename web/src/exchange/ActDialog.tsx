import { useId } from "react";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Dialog } from "~/ui/Dialog";
import { FailedLine } from "~/ui/Failed";
import { TextArea } from "~/ui/Field";
import { fieldError, submitted } from "~/ui/form";
import type { Act } from "./acts";
import { Changed } from "./Changed";
import type { Acting } from "./useAct";
import { useMeans } from "./useMeans";

const LONGEST_REASON = 500;

interface ActDialogProps {
  act: Act;
  acting: Acting<string | undefined>;
  label: string;
  name: string;
  partnerZone: string | undefined;
  onClose: () => void;
}

/** Asks before something is done, says what it will mean, and what has changed meanwhile. */
export function ActDialog({ act, acting, label, name, partnerZone, onClose }: ActDialogProps) {
  const t = useText();
  const means = useMeans();
  const form = useId();
  const { seen, changes } = acting;
  const action = [...seen.exchange.actions, ...(seen.session?.actions ?? [])].find(
    (it) => it.name === act,
  );
  return (
    <Dialog title={label} onClose={onClose}>
      {changes && <Changed changes={changes} now={seen} name={name} partnerZone={partnerZone} />}
      <form
        id={form}
        className="stack"
        onSubmit={submitted<"reason">(({ reason }) => acting.run(reason))}
      >
        <p>{action ? means(action, seen, name) : t("no-longer-possible")}</p>
        {action && act === "decline" && (
          <TextArea
            label={t("decline-reason")}
            name="reason"
            maxLength={LONGEST_REASON}
            hint={t("decline-reason-hint", { name })}
            error={fieldError(acting.error, "reason")}
          />
        )}
        <FailedLine error={acting.error} />
        <div className="row wrap tight">
          {action && (
            <Button type="submit" weight="main" className="fill" busy={acting.busy}>
              {changes ? t("all-the-same", { action: label }) : label}
            </Button>
          )}
          <Button weight={action ? "bare" : "main"} onClick={onClose}>
            {action ? t("leave-it") : t("close")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
