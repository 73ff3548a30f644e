import { useState } from "react";
import type { PublicProfile } from "~/api/http";
import { randomId } from "~/session/browser";
import { useDraft } from "~/session/useDraft";
import { useMe } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button } from "~/ui/Button";
import { Dialog } from "~/ui/Dialog";
import { TextArea } from "~/ui/Field";
import { fieldError } from "~/ui/form";
import { ButtonLink } from "~/ui/Link";
import { limited } from "~/ui/limit";
import { Pair } from "~/ui/Pair";
import { lessonsBetween } from "~/ui/skills";
import { LessonChoice } from "./LessonChoice";
import { Refused } from "./Refused";
import { useProposing } from "./useProposing";

interface ProposeDialogProps {
  person: PublicProfile;
  /** Which of their skills is meant, where one is. */
  skill?: string;
  /** The conversation that it is proposed in, where it shows then. */
  conversationId?: string;
  onClose: () => void;
}

interface Proposal {
  mine: string;
  theirs: string;
  message: string;
  key: string;
}

/** Proposes an exchange: what I teach, what they teach, and some words. */
export function ProposeDialog({ person, skill, conversationId, onClose }: ProposeDialogProps) {
  const t = useText();
  const me = useMe();
  const name = person.firstName;
  const lessons = lessonsBetween(me.skills, person.skills);
  const draft = useDraft<Proposal>(`propose/${person.id}`, {
    mine: lessons.mine[0]?.skill ?? "",
    theirs: (lessons.theirs.find((each) => each.skill === skill) ?? lessons.theirs[0])?.skill ?? "",
    message: "",
    key: "",
  });
  // Until something is changed, the form as it was opened is what is sent again.
  const [firstKey] = useState(randomId);
  const { mine, theirs, message, key } = draft.value;
  const proposing = useProposing(person, conversationId, () => {
    draft.clear();
    onClose();
  });
  const change = (changes: Partial<Proposal>) =>
    draft.change((before) => ({ ...before, ...changes, key: randomId() }));

  if (lessons.mine.length === 0 || lessons.theirs.length === 0) {
    return (
      <Dialog title={t("propose-exchange-title", { name })} onClose={onClose}>
        <p>
          {t(lessons.mine.length === 0 ? "propose-teach-nothing" : "propose-they-teach-nothing", {
            name,
          })}
        </p>
        {lessons.mine.length === 0 && (
          <ButtonLink to="/settings" weight="main" className="justify-self-start">
            {t("skills-change")}
          </ButtonLink>
        )}
      </Dialog>
    );
  }
  return (
    <Dialog title={t("propose-exchange-title", { name })} onClose={onClose}>
      <form
        className="stack s6"
        onSubmit={(event) => {
          event.preventDefault();
          if (proposing.isPending) return;
          const body = { offeredSkill: mine, requestedSkill: theirs };
          const words = message.trim();
          proposing.mutate({ body: words ? { ...body, message } : body, key: key || firstKey });
        }}
      >
        <Pair
          mine={mine}
          theirs={theirs}
          mineLabel={t("you-teach")}
          theirsLabel={<bdi>{t("person-teaches", { name })}</bdi>}
        />
        <LessonChoice
          legend={t("you-teach")}
          wantedBy={t("propose-they-want", { name })}
          lessons={lessons.mine}
          chosen={mine}
          onChoose={(skill) => change({ mine: skill })}
        />
        <LessonChoice
          legend={t("person-teaches", { name })}
          wantedBy={t("propose-you-want")}
          lessons={lessons.theirs}
          chosen={theirs}
          onChoose={(skill) => change({ theirs: skill })}
        />
        <TextArea
          label={t("propose-message")}
          hint={t("propose-message-hint")}
          value={message}
          {...limited(2000)}
          error={fieldError(proposing.error, "message")}
          onChange={({ target }) => change({ message: target.value })}
        />
        <Refused error={proposing.error} />
        <div className="row wrap tight">
          <Button type="submit" weight="main" busy={proposing.isPending} className="fill">
            {t("propose-send")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
