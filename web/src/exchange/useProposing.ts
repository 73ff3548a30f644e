import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { ExchangeRequest, ExchangeView, PublicProfile } from "~/api/http";
import { useText } from "~/texts/Texts";
import { toasts } from "~/ui/toasts";
import { invite, propose, refreshExchanges } from "./queries";

type ExchangeTerms = Omit<ExchangeRequest, "receiverId">;

/** Asks somebody for an exchange, in a conversation where one is given, and says when it is done. */
export function useProposing(
  person: PublicProfile,
  conversationId: string | undefined,
  onDone: () => void,
) {
  const t = useText();
  const router = useRouter();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: { body: ExchangeTerms; key: string }) =>
      conversationId === undefined
        ? propose({ ...body, receiverId: person.id }, key)
        : invite({ ...body, conversationId }, key),
    onSuccess: ({ id }: ExchangeView) => {
      void refreshExchanges(client);
      toasts.show(t("propose-done", { name: person.firstName }), {
        label: t("show"),
        passing: true,
        run: () => void router.navigate({ to: "/exchange/$id", params: { id } }),
      });
      onDone();
    },
  });
}
