import { Page } from "~/ui/Page";

export function ResetPassword() {
  return <Page title="ResetPassword">{null}</Page>;
}
