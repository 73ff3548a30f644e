import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";

interface StepFootProps {
  busy?: boolean;
  /** Left out at the last step: going on is all there is. */
  onSkip?: () => void;
  onContinue: () => void;
  continueLabel?: string;
}

/** Below each step: skip it, or keep it and go on. */
export function StepFoot({ busy = false, onSkip, onContinue, continueLabel }: StepFootProps) {
  const t = useText();
  return (
    <div className="row between wrap step-foot">
      <p className="small quiet">{t("welcome-later")}</p>
      <div className="row tight fill">
        {onSkip && <Button onClick={onSkip}>{t("skip")}</Button>}
        <Button weight="main" className="grow" busy={busy} onClick={onContinue}>
          {continueLabel ?? t("continue")}
        </Button>
      </div>
    </div>
  );
}
