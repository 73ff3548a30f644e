import { Link } from "@tanstack/react-router";
import { Failure } from "~/api/failure";
import { useText } from "~/texts/Texts";
import { FailedLine } from "~/ui/Failed";

/** Why it was not taken; where the two have asked already, the way to that request. */
export function Refused({ error }: { error: unknown }) {
  const t = useText();
  const open = error instanceof Failure ? error.problem?.exchangeId : undefined;
  return (
    <div>
      <FailedLine error={error} />
      {open && (
        <Link to="/exchange/$id" params={{ id: open }} className="link">
          {t("propose-open")}
        </Link>
      )}
    </div>
  );
}
