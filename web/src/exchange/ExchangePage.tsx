import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ExchangeView } from "~/api/http";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Aside } from "~/ui/Aside";
import { Face } from "~/ui/Face";
import { ButtonLink } from "~/ui/Link";
import { Page } from "~/ui/Page";
import { Pair } from "~/ui/Pair";
import { useNow } from "~/ui/useNow";
import { AlsoPossible } from "./AlsoPossible";
import { QuestionSheet } from "./QuestionSheet";
import { person } from "./queries";
import { questionFor, questionsOf } from "./questions";
import { SessionsAside } from "./SessionsAside";
import { Story } from "./Story";
import { sidesOf } from "./view";

/** The joint, the question that is open now, and the story, newest first. */
export function ExchangePage({ exchange }: { exchange: ExchangeView }) {
  const t = useText();
  const me = useMe();
  const now = useNow(10_000);
  const { session: wanted } = useSearch({ strict: false }) as { session?: string };
  const { partner, mine, theirs } = sidesOf(exchange, me.id);
  const name = partner.firstName;
  const partnerZone = useQuery(person(partner.id)).data?.timeZone;
  const questions = questionsOf(exchange, now);
  const question = questionFor(questions, wanted);
  const also = { exchange, name, partnerZone, question };
  return (
    <>
      <ButtonLink to="/exchanges" icon="back" className="flush">
        {t("nav-exchanges")}
      </ButtonLink>
      <Page title={t("exchange-title", { mine, theirs, name })}>
        <div className="stack s6 pt-4">
          <Pair
            mine={mine}
            theirs={theirs}
            mineLabel={
              <>
                <Face person={me} size={24} /> {t("you-teach")}
              </>
            }
            theirsLabel={
              <>
                <Face person={partner} size={24} /> {t("name-teaches", { name })}
              </>
            }
          />
          {question && (
            <QuestionSheet
              question={question}
              exchange={exchange}
              name={name}
              partnerZone={partnerZone}
              now={now}
            />
          )}
          <div className="phone">
            <div className="stack s6">
              <AlsoPossible {...also} />
              <SessionsAside exchange={exchange} partnerZone={partnerZone} now={now} />
            </div>
          </div>
          <Story exchange={exchange} partner={partner} partnerZone={partnerZone} />
        </div>
      </Page>
      <Aside>
        <div className="desk">
          <div className="stack s6">
            <AlsoPossible {...also} />
            <SessionsAside exchange={exchange} partnerZone={partnerZone} now={now} />
          </div>
        </div>
      </Aside>
    </>
  );
}
