import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import { buttonClass, type Weight } from "./Button";
import { Icon, type IconName } from "./Icon";

interface AnchorProps extends ComponentProps<"a"> {
  weight?: Weight;
  icon?: IconName;
}

function Anchor({ weight = "bare", icon, className = "", children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={buttonClass(weight, className)}>
      {icon && <Icon name={icon} small />}
      {children}
    </a>
  );
}

/** A link that looks like a button: it leads to another screen of ours. */
export const ButtonLink = createLink(Anchor);
