import { type ReactNode, useEffect } from "react";
import { useText } from "~/texts/Texts";
import { setTitle } from "./title";

interface PageProps {
  title: string;
  /** The title is for readers of screens only: what is on the page says it to the eye. */
  quietTitle?: boolean;
  /** The content has its own `h1`, which says the same. */
  ownTitle?: boolean;
  /** Beside the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen: its title in the window and above its content. */
export function Page({
  title,
  quietTitle = false,
  ownTitle = false,
  actions,
  children,
}: PageProps) {
  const t = useText();
  useEffect(() => {
    setTitle(`${title} · ${t("brand")}`);
  }, [title, t]);
  const heading = (
    <h1 tabIndex={-1} className={quietTitle ? "sr-only" : ""} dir="auto">
      {title}
    </h1>
  );
  return (
    <>
      {actions ? (
        <div className="row between wrap page-head">
          {heading}
          <div className="row wrap tight">{actions}</div>
        </div>
      ) : (
        !ownTitle && heading
      )}
      {children}
    </>
  );
}
