import { lazy, Suspense, useState } from "react";
import type { PublicProfile } from "~/api/http";
import { useText } from "~/texts/Texts";
import { fullName } from "~/ui/Face";
import { Menu } from "~/ui/Menu";
import { share } from "~/ui/share";

const BlockPerson = lazy(() =>
  import("./BlockPerson").then(({ BlockPerson }) => ({ default: BlockPerson })),
);

/** What else can be done with a profile; one's own cannot be blocked. */
export function ProfileMenu({ person, mine }: { person: PublicProfile; mine: boolean }) {
  const t = useText();
  const [asked, ask] = useState(false);
  const name = person.firstName;
  const sharing = {
    label: t("share"),
    icon: "share" as const,
    run: () => void share(fullName(person), `/user/${person.id}`, t("link-copied")),
  };
  const blocking = {
    label: t("block-person", { name }),
    icon: "block" as const,
    danger: true,
    run: () => ask(true),
  };
  return (
    <>
      <Menu label={t("profile-more", { name })} items={mine ? [sharing] : [sharing, blocking]} />
      {asked && (
        <Suspense>
          <BlockPerson person={person} onClose={() => ask(false)} />
        </Suspense>
      )}
    </>
  );
}
