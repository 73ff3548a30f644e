import { Page } from "~/ui/Page";

export function SignUp() {
  return <Page title="SignUp">{null}</Page>;
}
