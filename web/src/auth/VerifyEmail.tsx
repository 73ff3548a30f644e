import { useEffect } from "react";
import { Failure } from "~/api/failure";
import { readMe } from "~/api/me";
import { useSession } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Blank, Failed } from "~/ui/Failed";
import { ButtonLink } from "~/ui/Link";
import { OtherAccount } from "~/ui/OtherAccount";
import { Page } from "~/ui/Page";
import { SkeletonLines } from "~/ui/Skeleton";
import { useAction } from "~/ui/useAction";
import { verifyEmail } from "./queries";
import { SendAgain } from "./SendAgain";
import { useLink } from "./useLink";

/** Where the link in the mail leads that verifies an address, signed in or not. */
export function VerifyEmail() {
  const t = useText();
  const { person } = useSession();
  const link = useLink();
  const token = link?.token;
  const verify = useAction(async (token: string) => {
    // Whatever comes of the link, the profile says whether the address is verified.
    await verifyEmail({ token }).finally(() => readMe().catch(() => undefined));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each link, not each render
  useEffect(() => {
    if (token !== undefined) verify.run(token);
  }, [token]);

  const type = verify.error instanceof Failure ? verify.error.type : undefined;
  const isVerified = verify.done || (person?.emailVerified && type !== undefined);
  return (
    <Page title={t("verify-title")} quietTitle>
      {token === undefined ? (
        <Blank state="open" title={t("link-missing")} actions={<Another />}>
          <p>{t("link-missing-text")}</p>
        </Blank>
      ) : isVerified ? (
        <Verified />
      ) : type === "invalid-link" ? (
        <Blank state="ajar" title={t("verify-expired")} actions={<Another />}>
          <p>{t(person ? "verify-expired-text" : "verify-expired-out")}</p>
        </Blank>
      ) : type === "link-used" ? (
        <Blank state="ajar" title={t("verify-used")} actions={<Another />}>
          <p>{t("verify-used-text")}</p>
        </Blank>
      ) : verify.error ? (
        <Failed
          title={t("verify-failed")}
          error={verify.error}
          retry={() => token && verify.run(token)}
        />
      ) : (
        <div className="stack" aria-busy="true">
          <p role="status">{t("verify-busy")}</p>
          <SkeletonLines lines={3} />
        </div>
      )}
    </Page>
  );
}

function Verified() {
  const t = useText();
  const { person } = useSession();
  const isAnothers = person?.emailVerified === false;
  return (
    <div className="stack s6">
      <Blank
        state="whole"
        title={t("verify-done")}
        actions={
          <ButtonLink to={person ? "/" : "/signin"} weight="main">
            {t(person ? "go-home" : "signin-action")}
          </ButtonLink>
        }
      >
        <p role="status">{t(person ? "verify-done-text" : "verify-done-out")}</p>
      </Blank>
      {isAnothers && <OtherAccount />}
    </div>
  );
}

/** After a link that does nothing: another mail for who is signed in, else the way to sign in. */
function Another() {
  const t = useText();
  const { person } = useSession();
  if (!person) {
    return (
      <ButtonLink to="/signin" weight="main">
        {t("signin-action")}
      </ButtonLink>
    );
  }
  return (
    <div className="stack s6">
      {!person.emailVerified && <SendAgain email={person.email} weight="main" />}
      <OtherAccount />
    </div>
  );
}
