import { Page } from "~/ui/Page";

export function Profile() {
  return <Page title="Profile">{null}</Page>;
}
