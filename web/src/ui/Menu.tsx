import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { IconButton } from "./Button";
import { Icon, type IconName } from "./Icon";

export interface MenuItem {
  label: string;
  icon?: IconName;
  danger?: boolean;
  /** Where one of the items is so: whether it is this one. */
  chosen?: boolean;
  run: () => void;
}

interface MenuProps {
  /** What the menu is of: "More about this post". */
  label: string;
  icon?: IconName;
  items: MenuItem[];
}

/** A button with a list of actions: arrows, Home and End move in it (APG, "Menu Button"). */
export function Menu({ label, icon = "more", items }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLSpanElement>(null);
  const button = () => root.current?.querySelector("button");
  const entries = () => [
    ...(root.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? []),
  ];

  useEffect(() => {
    if (!open) return;
    const chosen = root.current?.querySelector<HTMLElement>("[aria-checked=true]");
    (chosen ?? root.current?.querySelector<HTMLElement>("[role^=menuitem]"))?.focus();
    const close = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", close);
    return () => removeEventListener("pointerdown", close);
  }, [open]);

  function leave() {
    setOpen(false);
    button()?.focus();
  }

  function move(event: KeyboardEvent) {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all.at(to % all.length)?.focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      leave();
    } else if (event.key === "Tab") {
      setOpen(false);
    }
  }

  if (items.length === 0) return null;
  return (
    <span className="menu" ref={root}>
      <IconButton
        icon={icon}
        label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <div className="menu-list" role="menu" id={id} aria-label={label} onKeyDown={move}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              {...rolesOf(item)}
              tabIndex={-1}
              className={`btn ${item.danger ? "bad" : ""}`}
              onClick={() => {
                leave();
                item.run();
              }}
            >
              {item.icon && <Icon name={item.icon} small />}
              <span className="grow">{item.label}</span>
              {item.chosen && <Icon name="check" small />}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}

function rolesOf({ chosen }: MenuItem) {
  return chosen === undefined
    ? { role: "menuitem" }
    : { role: "menuitemradio", "aria-checked": chosen };
}
