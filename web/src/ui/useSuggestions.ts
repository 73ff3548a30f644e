import { useEffect, useState } from "react";
import type { SkillView } from "~/api/http";

/** Finds skills of the catalogue that begin like a text, by any of their names. */
export type Suggest = (text: string) => Promise<SkillView[]>;

const PAUSE = 150;

/** Skills for the latest text that has an answer; none where it is empty. */
export function useSuggestions(
  text: string,
  suggest: Suggest,
): { text: string; skills: readonly SkillView[] } | undefined {
  const [found, setFound] = useState<{ text: string; skills: readonly SkillView[] }>();
  useEffect(() => {
    if (text === "") {
      setFound(undefined);
      return;
    }
    let stale = false;
    const show = (skills: readonly SkillView[]) => !stale && setFound({ text, skills });
    // Without suggestions a skill can still be written out.
    const timer = setTimeout(() => suggest(text).then(show, () => show([])), PAUSE);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, suggest]);
  return found;
}
