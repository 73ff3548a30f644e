import { useLocation } from "@tanstack/react-router";
import { useSession } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { fullName } from "./Face";
import { SignOutButton } from "./SignOutButton";

/** Who is signed in, where a link may be meant for another account, and the way to that one. */
export function OtherAccount() {
  const t = useText();
  const { person } = useSession();
  const { href } = useLocation();
  if (!person) return null;
  return (
    <div className="stack s2 justify-items-start">
      <p className="quiet">{t("signed-in-as", { name: fullName(person), email: person.email })}</p>
      <SignOutButton next={href}>{t("change-account")}</SignOutButton>
    </div>
  );
}
