import { answer, api } from "~/api/client";

export const resendVerification = () => ({
  mutationFn: () => answer(api.POST("/auth/resendVerification")),
});
