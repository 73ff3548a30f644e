import { useText } from "~/texts/Texts";
import { Blank } from "./Failed";
import { ButtonLink } from "./Link";
import { OtherAccount } from "./OtherAccount";

/**
 * In place of what is gone, or not for this person: to try again leads nowhere, but another
 * account of the same person might see it.
 */
export function Closed({ status }: { status: number }) {
  const t = useText();
  const what = status === 403 ? "forbidden" : "gone";
  return (
    <div role="alert">
      <Blank
        state="open"
        title={t(`${what}-title`)}
        actions={
          <ButtonLink to="/" weight="main">
            {t("go-home")}
          </ButtonLink>
        }
        small={<OtherAccount />}
      >
        <p>{t(`${what}-text`)}</p>
      </Blank>
    </div>
  );
}
