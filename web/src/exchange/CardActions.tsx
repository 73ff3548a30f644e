import { useQuery } from "@tanstack/react-query";
import type { ExchangeView, SessionView, UserCard } from "~/api/http";
import { useText } from "~/texts/Texts";
import type { Weight } from "~/ui/Button";
import { ButtonLink } from "~/ui/Link";
import { useNow } from "~/ui/useNow";
import { ActButton } from "./ActButton";
import { person } from "./queries";
import { questionsOf, waitsForMe } from "./questions";

/** One filled button in a sheet, the second outlined, the others bare. */
const WEIGHTS: readonly Weight[] = ["main", "line"];

interface CardActionsProps {
  exchange: ExchangeView;
  session: SessionView | undefined;
  other: UserCard;
}

/** The answers to a card in a conversation; nothing where it does not wait for me. */
export function CardActions({ exchange, session, other }: CardActionsProps) {
  const t = useText();
  const now = useNow(10_000);
  const partnerZone = useQuery(person(other.id)).data?.timeZone;
  const question = questionsOf(exchange, now).find((it) => it.session?.id === session?.id);
  if (!question || !(waitsForMe(question) || question.kind === "plan")) return null;
  // To end an exchange is for its own page, which says all that it takes away.
  const actions = (session ?? exchange).actions.filter(({ name }) => name !== "cancel");
  return (
    <div className="row wrap tight">
      {actions.map((action, index) => {
        const weight = WEIGHTS[index] ?? "bare";
        return action.name === "acceptSession" ? (
          <ButtonLink
            key={action.name}
            to="/exchange/$id"
            params={{ id: exchange.id }}
            search={{ session: session?.id } as never}
            weight={weight}
            className="fill"
          >
            {t("do-times")}
          </ButtonLink>
        ) : (
          <ActButton
            key={action.name}
            action={action}
            target={{ exchange, session }}
            name={other.firstName}
            partnerZone={partnerZone}
            weight={weight}
            className={index === 0 ? "fill" : ""}
          />
        );
      })}
    </div>
  );
}
