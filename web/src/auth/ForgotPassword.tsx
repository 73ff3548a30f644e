import { Page } from "~/ui/Page";

export function ForgotPassword() {
  return <Page title="ForgotPassword">{null}</Page>;
}
