import { lazy, Suspense, useState } from "react";
import type { ConversationView } from "~/api/http";
import { Conversation } from "~/chat/Conversation";
import { useText } from "~/texts/Texts";
import { IconButton } from "~/ui/Button";

const CreateDialog = lazy(() =>
  import("~/exchange/CreateDialog").then(({ CreateDialog }) => ({ default: CreateDialog })),
);

/** A conversation, from which an exchange can be proposed: the invitation shows in it. */
export function ConversationPage() {
  return <Conversation actions={(conversation) => <Propose conversation={conversation} />} />;
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
