import { Failure } from "~/api/failure";
import { readMe } from "~/api/me";
import { useText } from "~/texts/Texts";
import { Button, type Weight } from "~/ui/Button";
import { FailedLine, useCountdown } from "~/ui/Failed";
import { useAction } from "~/ui/useAction";
import { resendVerification } from "./queries";

/** Seconds until one would rather ask for a third mail than look for the second. */
const PAUSE = 60;

/** Asks for another mail with a link that verifies the address; counts down where that must wait. */
export function SendAgain({ email, weight = "line" }: { email: string; weight?: Weight }) {
  const t = useText();
  const send = useAction(resendVerification, {
    onError: (error) => {
      // Verified on another device: what shows this button is about to go.
      if (error instanceof Failure && error.type === "already-verified") void readMe();
    },
  });
  const asked = send.error instanceof Failure ? send.error.retryAfter : undefined;
  const seconds = useCountdown(send.done ? PAUSE : (asked ?? 0));
  return (
    <div className="stack s2 justify-items-start">
      <Button
        weight={weight}
        busy={send.busy}
        disabled={seconds > 0}
        onClick={() => seconds === 0 && send.run(undefined)}
      >
        {seconds > 0 ? t("send-again-in", { seconds }) : t("send-again")}
      </Button>
      {send.done && (
        <p className="small quiet" role="status">
          {t("verify-sent", { email })}
        </p>
      )}
      {send.error && asked === undefined ? <FailedLine error={send.error} /> : null}
    </div>
  );
}
