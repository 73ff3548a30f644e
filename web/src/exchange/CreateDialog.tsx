import { useQuery } from "@tanstack/react-query";
import { ProposeDialog } from "./ProposeDialog";
import { person } from "./queries";

interface CreateDialogProps {
  conversationId: string;
  /** The other one of the conversation. */
  personId: string;
  onClose: () => void;
}

/** Proposes an exchange in a conversation: the invitation shows there. */
export function CreateDialog({ conversationId, personId, onClose }: CreateDialogProps) {
  const { data } = useQuery(person(personId));
  return data && <ProposeDialog person={data} conversationId={conversationId} onClose={onClose} />;
}
