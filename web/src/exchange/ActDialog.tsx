import { useId } from "react";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Dialog } from "~/ui/Dialog";
import { FailedLine } from "~/ui/Failed";
import { TextArea } from "~/ui/Field";
import { fieldError, submitted } from "~/ui/form";
import { limited } from "~/ui/limit";
import { toasts } from "~/ui/toasts";
import { perform } from "./acts";
import { type Asked, asked } from "./asked";
import { Changed } from "./Changed";
import { useAct } from "./useAct";
import { useMeans } from "./useMeans";

const LONGEST_REASON = 500;

/** Asks before something is done, says what it will mean, and what has changed meanwhile. */
export function ActDialog({ asked: what }: { asked: Asked }) {
  const { act, target, changes, label, name, partnerZone } = what;
  const t = useText();
  const means = useMeans();
  const form = useId();
  const close = () => asked.set(null);
  const acting = useAct<string | undefined>({
    target,
    work: (seen, reason) => perform(act, seen, reason),
    onDone: () => {
      close();
      toasts.show(t(`did-${act}`, { name }));
    },
    onChanged: (target, changes) => asked.set({ ...what, target, changes }),
  });
  const action = [...target.exchange.actions, ...(target.session?.actions ?? [])].find(
    (it) => it.name === act,
  );
  return (
    <Dialog title={label} onClose={close}>
      {changes && <Changed changes={changes} now={target} name={name} partnerZone={partnerZone} />}
      <form
        id={form}
        className="stack"
        onSubmit={submitted<"reason">(({ reason }) => acting.run(reason))}
      >
        <p>{action ? means(action, target, name) : t("no-longer-possible")}</p>
        {action && act === "decline" && (
          <TextArea
            label={t("decline-reason")}
            name="reason"
            {...limited(LONGEST_REASON)}
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
          <Button weight={action ? "bare" : "main"} onClick={close}>
            {action ? t("leave-it") : t("close")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
