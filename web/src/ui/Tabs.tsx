import { Link, type LinkProps } from "@tanstack/react-router";

export interface Tab {
  name: string;
  current: boolean;
  search: LinkProps["search"];
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  /** `filters`: smaller, under tabs that they narrow down. */
  look?: "tabs" | "filters";
}

/** Parts of one screen, each with its own address. */
export function Tabs({ label, tabs, look = "tabs" }: TabsProps) {
  return (
    <nav className={look} aria-label={label}>
      {tabs.map(({ name, current, search }) => (
        <Link
          key={name}
          to="."
          search={search as never}
          replace
          resetScroll={false}
          activeProps={{}}
          // Else an address with fewer parameters counts as current, too.
          activeOptions={{ exact: true }}
          aria-current={current ? "page" : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
