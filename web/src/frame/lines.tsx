import { type ReactNode, useSyncExternalStore } from "react";
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

/** What there is to say above every screen. */
export function Notices({ children }: { children?: ReactNode }) {
  const t = useText();
  return (
    <section aria-label={t("notices")}>
      <OfflineLine />
      <NewVersionLine />
      <NoticeLine />
      {children}
    </section>
  );
}

/** Says that no server is reached, and that nothing is lost by it. */
function OfflineLine() {
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
function NoticeLine() {
  const t = useText();
  const { notice, person } = useSession();
  const text =
    notice === "ended"
      ? t("signin-ended")
      : notice === "changed" && person && t("session-changed", { name: person.firstName });
  if (!text) return null;
  return (
    <p className="notice row between" role="status">
      {text}
      <IconButton icon="x" label={t("dismiss")} onClick={() => session.dismissNotice()} />
    </p>
  );
}

/** Says that a newer version is there; the page stays as it is until its reader wants that one. */
function NewVersionLine() {
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
