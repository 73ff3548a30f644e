import { useRouter } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { unsentOf } from "~/session/kept";
import { session } from "~/session/session";
import { useText } from "~/texts/Texts";
import { Button, type Weight } from "./Button";
import { useAction } from "./useAction";

const Confirm = lazy(() => import("./Confirm").then(({ Confirm }) => ({ default: Confirm })));

interface SignOutButtonProps {
  /** On all devices; that is always asked first. */
  everywhere?: boolean;
  /** Where to go on to as whoever signs in next; left out: to the first page. */
  next?: string;
  weight?: Weight;
  children: ReactNode;
}

/** Signs out, and asks first where something that was written here is not sent yet. */
export function SignOutButton({
  everywhere = false,
  next,
  weight = "line",
  children,
}: SignOutButtonProps) {
  const t = useText();
  const router = useRouter();
  const [unsent, setUnsent] = useState<number>();
  const leave = useAction(() => signOut());

  async function signOut() {
    await session.signOut({ everywhere });
    await router.navigate(
      next === undefined
        ? { to: "/", replace: true }
        : { to: "/signin", search: { next }, replace: true },
    );
  }

  async function press() {
    const { personId } = session.get();
    const count = personId === null ? 0 : await unsentOf(personId);
    if (count > 0 || everywhere) setUnsent(count);
    else leave.run(undefined);
  }

  return (
    <>
      <Button weight={weight} icon="signout" busy={leave.busy} onClick={() => void press()}>
        {children}
      </Button>
      {unsent !== undefined && (
        <Suspense>
          <Confirm
            title={t(everywhere ? "signout-everywhere-title" : "signout-title")}
            text={[
              everywhere && t("signout-everywhere-text"),
              unsent > 0 && t("signout-unsent", { count: unsent }),
            ]
              .filter(Boolean)
              .join(" ")}
            action={t(everywhere ? "signout-everywhere" : "signout")}
            busy={leave.busy}
            error={leave.error}
            onConfirm={() => leave.run(undefined)}
            onClose={() => setUnsent(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
