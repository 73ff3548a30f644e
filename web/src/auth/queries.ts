import { answer, api } from "~/api/client";

/** The token of the link in a mail. */
interface Link {
  token: string;
}

export const verifyEmail = (link: Link) => answer(api.POST("/auth/verifyEmail", { body: link }));

export const resendVerification = () => answer(api.POST("/auth/resendVerification"));

export const forgotPassword = (email: string) =>
  answer(api.POST("/auth/forgotPassword", { body: { email } }));

// Not as a page with a cookie session: the link may be another account's, whose password says
// nothing of the session that is here.
export const resetPassword = (link: Link, password: string) =>
  answer(api.POST("/auth/resetPassword", { body: { ...link, password } }));
