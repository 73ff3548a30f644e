import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Text, useText } from "~/texts/Texts";
import { Dialog } from "~/ui/Dialog";
import { isTyping, type Key, keysAreOn } from "~/ui/keys";

const PLACES: Readonly<Record<string, string>> = {
  h: "/",
  e: "/explore",
  m: "/chat",
  n: "/notifications",
};
/** Milliseconds within which the second key of `g h` must follow. */
const PAUSE = 1500;

const LIST: readonly Key[] = [
  { keys: ["?"], name: "key-list" },
  { keys: ["/"], name: "key-search" },
  { keys: ["j", "k"], name: "key-posts" },
  { keys: ["l"], name: "key-like" },
  { keys: ["n"], name: "key-new" },
  { keys: ["g", "h"], inTurn: true, name: "key-home" },
  { keys: ["g", "e"], inTurn: true, name: "key-explore" },
  { keys: ["g", "m"], inTurn: true, name: "key-messages" },
  { keys: ["g", "n"], inTurn: true, name: "key-notifications" },
];

/** The keys that work everywhere, and their list. */
export function Keys() {
  const t = useText();
  const router = useRouter();
  const [listed, setListed] = useState(false);
  useEffect(() => {
    let goneAt = 0;
    const press = (event: KeyboardEvent) => {
      if (!keysAreOn() || isTyping(event)) return;
      const place = PLACES[event.key];
      if (place !== undefined && event.timeStamp - goneAt < PAUSE) {
        event.stopImmediatePropagation();
        void router.navigate({ href: place });
      } else if (event.key === "/") {
        event.preventDefault();
        void router.navigate({ to: "/explore", hash: "search" });
      } else if (event.key === "?") {
        setListed(true);
      }
      goneAt = event.key === "g" ? event.timeStamp : 0;
    };
    addEventListener("keydown", press, { capture: true });
    return () => removeEventListener("keydown", press, { capture: true });
  }, [router]);
  if (!listed) return null;
  return (
    <Dialog title={t("keys-title")} onClose={() => setListed(false)}>
      <dl className="keys">
        {LIST.map(({ keys, name, inTurn }) => (
          <div key={name} className="row between">
            <dt>{t(name)}</dt>
            <dd className="row tight">
              {inTurn ? (
                <Text id="key-then" values={turn(keys)} elements={{ key: <kbd /> }} />
              ) : (
                keys.map((key) => <kbd key={key}>{key}</kbd>)
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className="small quiet">{t("keys-off")}</p>
    </Dialog>
  );
}

const turn = ([first = "", second = ""]: readonly string[]) => ({ first, second });
