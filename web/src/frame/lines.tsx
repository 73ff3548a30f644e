import { useSyncExternalStore } from "react";
import { session } from "~/session/session";
import { useSession } from "~/session/useSession";
import { useText } from "~/texts/Texts";
import { Button, IconButton } from "~/ui/Button";
import { Icon } from "~/ui/Icon";
import { newVersion, takeOver } from "./worker";

/** The first stop of the keyboard: past the navigation. */
export function SkipLink() {
  const t = useText();
  return (
    <a className="skip btn main" href="#main">
      {t("skip-to-content")}
    </a>
  );
}

/** Says that no server is reached, and that nothing is lost by it. */
export function OfflineLine() {
  const t = useText();
  const { online } = useSession();
  return (
    <div role="status">
      {!online && (
        <p className="notice row tight">
          <Icon name="offline" small />
          {t("offline-line")}
        </p>
      )}
    </div>
  );
}

/** Says why the page is another than the one that was left. */
export function NoticeLine() {
  const t = useText();
  const { notice, person } = useSession();
  if (notice !== "changed" || !person) return null;
  return (
    <p className="notice row between" role="status">
      {t("session-changed", { name: person.firstName })}
      <IconButton icon="x" label={t("dismiss")} onClick={() => session.dismissNotice()} />
    </p>
  );
}

/** Says that a newer version is there; the page stays as it is until its reader wants that one. */
export function NewVersionLine() {
  const t = useText();
  const { waiting } = useSyncExternalStore(newVersion.subscribe, newVersion.get);
  return (
    <div role="status">
      {waiting && (
        <p className="notice row between">
          {t("new-version-line")}
          <Button onClick={takeOver}>{t("new-version-take")}</Button>
        </p>
      )}
    </div>
  );
}
