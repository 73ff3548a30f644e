import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import {
  cloneElement,
  createContext,
  type ReactElement,
  type ReactNode,
  use,
  useMemo,
  useState,
} from "react";
import type { TextId } from "./ids";
import { direction, keepLanguage, type Language, loadTexts, preferredLanguage } from "./load";

export type TextArguments = Record<string, FluentVariable>;

type LookUp = (id: TextId, values?: TextArguments) => string;

interface Translation {
  /** A BCP 47 tag, for `lang` and for `Intl`. */
  language: string;
  setLanguage: (language: Language) => Promise<void>;
  t: LookUp;
}

const Current = createContext<Translation | null>(null);

/** Gives the texts of one language to all below it; suspends until they are here. */
export function Texts({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(preferredLanguage);
  const source = use(loadTexts(language));
  const translation = useMemo(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction(language);
    return {
      language,
      setLanguage: async (wanted: Language) => {
        await loadTexts(wanted);
        keepLanguage(wanted);
        setLanguage(wanted);
      },
      t: lookUpIn(source, language),
    };
  }, [language, source]);
  return <Current value={translation}>{children}</Current>;
}

/** Looks texts up in the source of a language; a message or a value that is missing is an error. */
export function lookUpIn(source: string, language: string): LookUp {
  const bundle = new FluentBundle(language);
  bundle.addResource(new FluentResource(source));
  return (id, values) => {
    const pattern = bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`There is no text ${id} in ${language}`);
    return bundle.formatPattern(pattern, values);
  };
}

function useTranslation(): Translation {
  const translation = use(Current);
  if (!translation) throw new Error("Texts are used outside of <Texts>");
  return translation;
}

export function useLanguage(): Omit<Translation, "t"> {
  return useTranslation();
}

/** Returns `t`, which looks a text up: `t("try-again-in", { seconds: 3 })`. */
export function useText(): LookUp {
  return useTranslation().t;
}

interface TextProps {
  id: TextId;
  values?: TextArguments;
  /** An element for each tag in the text, as `<terms>` in "Read <terms>the terms</terms>". */
  elements: Record<string, ReactElement>;
}

/** A text with elements in it; where there are none, `useText` is simpler. */
export function Text({ id, values, elements }: TextProps) {
  const t = useText();
  // The tag and what is in it are captured, so that each text stands before two parts of a tag.
  const parts = t(id, values).split(/<(\w+)>(.*?)<\/\1>/);
  return parts.map((part, index) => {
    if (index % 3 === 1) return null;
    const element = index % 3 === 2 ? elements[parts[index - 1] ?? ""] : undefined;
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
    return element ? cloneElement(element, { key: index }, part) : part;
  });
}
