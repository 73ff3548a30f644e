import { useRef, useState } from "react";
import { suggestUsername } from "./usernames";

/** A username that follows the names until it is typed by hand. */
export function useUsername(kept = "") {
  const [username, setUsername] = useState(kept);
  const byHand = useRef(kept !== "");
  return [
    username,
    {
      typed(text: string) {
        byHand.current = text !== "";
        setUsername(text);
      },
      from(form: HTMLFormElement) {
        if (byHand.current) return;
        const names = new FormData(form);
        setUsername(suggestUsername(String(names.get("firstName")), String(names.get("lastName"))));
      },
    },
  ] as const;
}
