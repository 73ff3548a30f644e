import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useText } from "~/texts/Texts";
import { Mark } from "~/ui/Joint";
import { Looks } from "./Looks";
import { Notices, SkipLink } from "./lines";

/** Around the screens of those who are not signed in. */
export function Outside({ children }: { children: ReactNode }) {
  const t = useText();
  return (
    <>
      <SkipLink />
      <div className="outside">
        <header className="row between outside-head">
          <Link to="/" className="brand">
            <Mark />
            <span>{t("brand")}</span>
          </Link>
          <Looks />
        </header>
        <Notices />
        <main id="main">{children}</main>
      </div>
    </>
  );
}
