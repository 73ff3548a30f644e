import { useMutation } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { answer, api } from "~/api/client";

/** Opens the conversation with a person, and goes to it. */
export function useOpenChat(userId: string) {
  const router = useRouter();
  return useMutation({
    mutationFn: () => answer(api.POST("/chat/open", { body: { userId } })),
    onSuccess: ({ id }) => router.navigate({ to: "/chat/$id", params: { id } }),
  });
}
