import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import { linkParts } from "./links";

/** Plain words, in which addresses and `#tags` lead somewhere. */
export function Words({ text }: { text: string }) {
  return linkParts(text).map((part, index) => {
    const key = `${index}`;
    if (part.kind === "address") {
      return (
        <SafeLink key={key} address={part.text}>
          {part.text}
        </SafeLink>
      );
    }
    if (part.kind === "tag") {
      return (
        <Link key={key} className="hash" to="/explore" search={{ skill: part.text.slice(1) }}>
          {part.text}
        </Link>
      );
    }
    return <Fragment key={key}>{part.text}</Fragment>;
  });
}

/** A link of someone else's: only to the web and to mail, and nothing is told to where it leads. */
export function SafeLink({ address, children }: { address: string; children: ReactNode }) {
  if (!/^(https?:|mailto:)/i.test(address)) return children;
  return (
    <a className="link" href={address} target="_blank" rel="nofollow ugc noopener noreferrer">
      {children}
    </a>
  );
}
