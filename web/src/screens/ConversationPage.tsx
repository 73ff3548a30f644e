import { type ComponentProps, lazy, Suspense, useState } from "react";
import type { ConversationView } from "~/api/http";
import { Conversation } from "~/chat/Conversation";
import { CardAnswers } from "~/chat/cardAnswers";
import { useText } from "~/texts/Texts";
import { IconButton } from "~/ui/Button";

const CreateDialog = lazy(() =>
  import("~/exchange/CreateDialog").then(({ CreateDialog }) => ({ default: CreateDialog })),
);
const CardActions = lazy(() =>
  import("~/exchange/CardActions").then(({ CardActions }) => ({ default: CardActions })),
);

/** A conversation, in which exchanges are proposed and answered. */
export function ConversationPage() {
  return (
    <CardAnswers value={answers}>
      <Conversation actions={(conversation) => <Propose conversation={conversation} />} />
    </CardAnswers>
  );
}

function answers(told: ComponentProps<typeof CardActions>) {
  return (
    <Suspense>
      <CardActions {...told} />
    </Suspense>
  );
}

function Propose({ conversation }: { conversation: ConversationView }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { id, with: other } = conversation;
  return (
    <>
      <IconButton
        icon="swap"
        label={t("propose-exchange-title", { name: other.firstName })}
        onClick={() => setOpen(true)}
      />
      {open && (
        <Suspense>
          <CreateDialog conversationId={id} personId={other.id} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
