import en from "./en.ftl?url";
import es from "./es.ftl?url";

/** The languages of the client, each with its name in itself. */
export const LANGUAGES = { en: "English", es: "Español" } as const;

export type Language = keyof typeof LANGUAGES;

/**
 * A language that mirrors English from right to left, for tests: it is set by hand and offered
 * nowhere.
 */
const PSEUDO = "ar-XB";
const CHOICE = "language";
const ADDRESSES: Record<Language, string> = { en, es };

const loaded = new Map<string, Promise<string>>();

/** The language that was chosen in this browser, else the first one of the browser's that we have. */
export function preferredLanguage(): string {
  const chosen = localStorage.getItem(CHOICE);
  if (chosen === PSEUDO) return PSEUDO;
  const wanted = [chosen ?? "", ...navigator.languages].map((tag) => tag.split("-")[0] ?? "");
  return wanted.find(isLanguage) ?? "en";
}

export function isLanguage(tag: string): tag is Language {
  return tag in LANGUAGES;
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(CHOICE, language);
}

export function direction(language: string): "ltr" | "rtl" {
  return language === PSEUDO ? "rtl" : "ltr";
}

/** The texts of a language as Fluent source; fetched once, and tried again after a failure. */
export function loadTexts(language: string): Promise<string> {
  const known = loaded.get(language);
  if (known) return known;
  const address = ADDRESSES[isLanguage(language) ? language : "en"];
  const texts = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`The texts did not come: ${answer.status}`);
    return answer.text();
  });
  texts.catch(() => loaded.delete(language));
  loaded.set(language, texts);
  return texts;
}
