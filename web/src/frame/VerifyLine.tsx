import { useMutation } from "@tanstack/react-query";
import { resendVerification } from "~/auth/queries";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";

/** Until the address is verified: where the mail went, and another one. */
export function VerifyLine() {
  const t = useText();
  const me = useMe();
  const resend = useMutation(resendVerification());
  if (me.emailVerified) return null;
  return (
    <div className="notice">
      <div className="row between wrap">
        <p>
          {resend.isSuccess
            ? t("verify-sent", { email: me.email })
            : t("verify-line", { email: me.email })}
        </p>
        {!resend.isSuccess && (
          <Button busy={resend.isPending} onClick={() => resend.mutate()}>
            {t("send-again")}
          </Button>
        )}
      </div>
      <FailedLine error={resend.error} />
    </div>
  );
}
