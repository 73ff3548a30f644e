import { Icon } from "./Icon";

interface Place {
  href: string;
  /** The machine that it leads to, as the browser reads it: no letters that look like others. */
  host: string;
  rest: string;
}

/** Returns where words lead to, if they are an address of the web; a scheme may be missing. */
export function placeOf(words: string): Place | null {
  const text = words.trim();
  const whole = /^https?:\/\//i.test(text)
    ? text
    : /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(\/\S*)?$/i.test(text) && `https://${text}`;
  if (!whole || /\s/.test(text) || !URL.canParse(whole)) return null;
  const { href, host, pathname, search, username } = new URL(whole);
  // "https://bank.example@evil.example" looks like the first and leads to the second.
  if (username !== "") return null;
  return { href, host, rest: (pathname === "/" ? "" : pathname) + search };
}

/** Where a session is: a link that tells the other site nothing of us, or a place in words. */
export function PlaceLink({ words }: { words: string }) {
  const place = placeOf(words);
  if (!place) {
    return (
      <span className="place">
        <Icon name="globe" />
        <span dir="auto">{words}</span>
      </span>
    );
  }
  return (
    <a className="place" href={place.href} target="_blank" rel="noopener noreferrer nofollow">
      <Icon name="video" />
      <span className="clip" dir="ltr">
        <b>{place.host}</b>
        {place.rest}
      </span>
    </a>
  );
}
