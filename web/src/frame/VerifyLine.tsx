import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { readMe } from "~/api/me";
import { SendAgain } from "~/auth/SendAgain";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { toasts } from "~/ui/toasts";

const PAUSE = 20_000;

/**
 * Until the address is verified: where the mail went, and another one.
 *
 * The link may be opened on a phone, so the server is asked on focus and while one looks.
 */
export function VerifyLine() {
  const t = useText();
  const { email, emailVerified } = useMe();
  const wasOpen = useRef(false);
  useQuery({
    queryKey: ["me", "verified", email],
    queryFn: () => readMe().then(() => null),
    enabled: !emailVerified,
    initialData: null,
    staleTime: PAUSE,
    refetchInterval: PAUSE,
    refetchOnWindowFocus: "always",
  });
  useEffect(() => {
    if (emailVerified && wasOpen.current) toasts.show(t("verify-now"));
    wasOpen.current = !emailVerified;
  }, [emailVerified, t]);
  if (emailVerified) return null;
  return (
    <div className="notice verify-line row between wrap">
      <p className="grow">{t("verify-line", { email })}</p>
      <SendAgain email={email} weight="bare" />
    </div>
  );
}
