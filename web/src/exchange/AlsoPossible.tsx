import type { ExchangeView } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { ButtonLink } from "~/ui/Link";
import { ActButton } from "./ActButton";
import type { Question } from "./questions";
import { useMeans } from "./useMeans";
import { sidesOf } from "./view";

interface AlsoPossibleProps {
  exchange: ExchangeView;
  name: string;
  partnerZone: string | undefined;
  question: Question | undefined;
}

/** What can be done with the exchange beside the question that is open, each with its meaning. */
export function AlsoPossible({ exchange, name, partnerZone, question }: AlsoPossibleProps) {
  const t = useText();
  const me = useMe();
  const means = useMeans();
  const { partner } = sidesOf(exchange, me.id);
  const asked = question && !question.session ? exchange.actions : [];
  const actions = exchange.actions.filter((action) => !asked.includes(action));
  return (
    <section className="stack s3">
      <h3>{t("also-possible")}</h3>
      {[...actions].reverse().map((action) => (
        <div key={action.name} className="means">
          <ActButton
            action={action}
            target={{ exchange }}
            name={name}
            partnerZone={partnerZone}
            weight={action.name === "cancel" ? "bare" : "line"}
          />
          <p className="small quiet">{means(action, { exchange }, name)}</p>
        </div>
      ))}
      {exchange.conversationId ? (
        <ButtonLink
          to="/chat/$id"
          params={{ id: exchange.conversationId }}
          weight="line"
          icon="chat"
        >
          {t("message-name", { name })}
        </ButtonLink>
      ) : (
        <ButtonLink to="/user/$id" params={{ id: partner.id }} weight="line" icon="person">
          {t("profile-of", { name })}
        </ButtonLink>
      )}
    </section>
  );
}
