import { lazy, Suspense, useState } from "react";
import type { ExchangeAction, SessionAction } from "~/api/http";
import { useText } from "~/texts/Texts";
import { Button, type Weight } from "~/ui/Button";
import { FailedLine } from "~/ui/Failed";
import type { IconName } from "~/ui/Icon";
import { ButtonLink } from "~/ui/Link";
import { toasts } from "~/ui/toasts";
import { type Act, ASKED_FIRST, type Change, perform, type Target } from "./acts";
import { asked } from "./asked";
import { useAct } from "./useAct";

const RateDialog = lazy(() =>
  import("./RateDialog").then(({ RateDialog }) => ({ default: RateDialog })),
);

const ICONS: Partial<Record<ExchangeAction["name"] | SessionAction["name"], IconName>> = {
  accept: "check",
  markCompleted: "check",
  createSession: "calendar",
  rate: "star",
};

export interface ActProps {
  action: ExchangeAction | SessionAction;
  target: Target;
  /** The other person's first name. */
  name: string;
  partnerZone: string | undefined;
  weight?: Weight;
  className?: string;
}

/** The button for an action that the server names. */
export function ActButton({ weight = "bare", className = "", ...props }: ActProps) {
  const t = useText();
  const { action, target, name } = props;
  const status = target.session?.status ?? target.exchange.status;
  const look = { weight, className, icon: ICONS[action.name] };
  const label = t(`action-${action.name}`, { name, status });
  switch (action.name) {
    case "createSession":
    case "rescheduleSession":
      return (
        <ButtonLink
          to="/exchange/$id/propose"
          params={{ id: target.exchange.id }}
          search={target.session ? { session: target.session.id } : {}}
          weight={weight}
          className={className}
          {...(ICONS[action.name] && { icon: ICONS[action.name] as IconName })}
        >
          {label}
        </ButtonLink>
      );
    case "rate":
      return <RateButton {...props} look={look} label={label} />;
    case "acceptSession":
      return null;
    default:
      return <SimpleButton {...props} act={action.name} look={look} label={label} />;
  }
}

interface Look {
  weight: Weight;
  className: string;
  icon: IconName | undefined;
}

interface InnerProps extends Omit<ActProps, "weight" | "className"> {
  look: Look;
  label: string;
}

function RateButton({ target, name, look, label }: InnerProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...given(look)} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open && target.session && (
        <Suspense>
          <RateDialog session={target.session} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function SimpleButton({ act, look, label, target, name, partnerZone }: InnerProps & { act: Act }) {
  const t = useText();
  const ask = (target: Target, changes: Change[] | null) =>
    asked.set({ act, target, changes, label, name, partnerZone });
  const acting = useAct<undefined>({
    target,
    work: (seen) => perform(act, seen),
    onDone: () => toasts.show(t(`did-${act}`, { name })),
    onChanged: ask,
  });
  return (
    <>
      <Button
        {...given(look)}
        busy={acting.busy}
        danger={act === "cancel" || act === "decline" || act === "cancelSession"}
        onClick={() => (ASKED_FIRST.has(act) ? ask(target, null) : acting.run(undefined))}
      >
        {label}
      </Button>
      <FailedLine error={acting.error} />
    </>
  );
}

/** Without what is not there: an `icon` that is undefined is none. */
function given({ icon, ...look }: Look) {
  return { ...look, ...(icon && { icon }) };
}
