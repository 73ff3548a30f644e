import type { ComponentProps } from "react";
import { Icon, type IconName } from "./Icon";

/** `main`: the one filled button of a sheet. `line`: the second. `bare`: all others. */
export type Weight = "main" | "line" | "bare";

export function buttonClass(weight: Weight, extra = ""): string {
  return `btn ${weight === "bare" ? "" : weight} ${extra}`;
}

interface ButtonProps extends ComponentProps<"button"> {
  weight?: Weight;
  icon?: IconName;
  danger?: boolean;
  /** Something that the button began is under way: it cannot be pressed again, and keeps its size. */
  busy?: boolean;
}

export function Button({
  weight = "bare",
  icon,
  danger = false,
  busy = false,
  className = "",
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass(weight, `${danger ? "bad" : ""} ${className}`)}
      aria-disabled={busy || rest.disabled || undefined}
      data-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} small />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  icon: IconName;
  /** What it does, in words. */
  label: string;
}

/** A button that shows its icon only. */
export function IconButton({ icon, label, className = "", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`btn icon ${className}`}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}
