import { Page } from "~/ui/Page";

export function VerifyEmail() {
  return <Page title="VerifyEmail">{null}</Page>;
}
