import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { Failure } from "~/api/failure";
import { useText } from "~/texts/Texts";
import { Button } from "./Button";
import { Icon } from "./Icon";
import { JointPicture, type JointState } from "./Joint";
import { useMeaning } from "./useMeaning";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const Closed = lazy(() => import("./Closed").then(({ Closed }) => ({ default: Closed })));

interface BlankProps {
  state: JointState;
  title: string;
  children?: ReactNode;
  /** What can be done: buttons and links. */
  actions?: ReactNode;
  small?: ReactNode;
}

/** Empty and failed share one form: the joint, what is so, what to do, the small print. */
export function Blank({ state, title, children, actions, small }: BlankProps) {
  return (
    <section className="blank">
      <JointPicture state={state} />
      <div className="stack s2">
        <h2>{title}</h2>
        {children && <div className="quiet">{children}</div>}
      </div>
      {actions && <div className="row wrap tight">{actions}</div>}
      {small && <div className="small quiet">{small}</div>}
    </section>
  );
}

interface FailedProps {
  /** What did not load: "Your exchanges did not load". */
  title: string;
  error: unknown;
  retry?: () => void;
}

/** In place of what could not be shown: gone, not one's own, or to be tried again. */
export function Failed(props: FailedProps) {
  const { error } = props;
  const status = error instanceof Failure ? error.status : undefined;
  if (status === 403 || status === 404 || status === 410) {
    return (
      <Suspense>
        <Closed status={status} />
      </Suspense>
    );
  }
  return <Broken {...props} />;
}

/** Counts down where the server says when to come again. */
function Broken({ title, error, retry }: FailedProps) {
  const t = useText();
  const say = useMeaning();
  const failure = error instanceof Failure ? error : null;
  const seconds = useCountdown(failure?.retryAfter ?? 0);
  return (
    <div role="alert">
      <Blank
        state="ajar"
        title={title}
        actions={
          retry && (
            <Button weight="main" icon="retry" onClick={retry} disabled={seconds > 0}>
              {seconds > 0 ? tryAgainIn(t, seconds) : t("try-again")}
            </Button>
          )
        }
        small={failure?.requestId && t("request-number", { number: failure.requestId })}
      >
        <p>{say(error)}</p>
      </Blank>
    </div>
  );
}

/** Something in a form or a list went wrong: one line, in its place. */
export function FailedLine({ error }: { error: unknown }) {
  const say = useMeaning();
  const failure = error instanceof Failure ? error : null;
  const seconds = useCountdown(failure?.retryAfter ?? 0);
  const t = useText();
  if (!error) return null;
  return (
    <p className="err" role="alert">
      <Icon name="alert" small />
      <span>
        {say(error)} {seconds > 0 && tryAgainIn(t, seconds)}
      </span>
    </p>
  );
}

/** How long to wait, in the unit in which people would say it: some limits are by the day. */
export function tryAgainIn(t: ReturnType<typeof useText>, seconds: number): string {
  if (seconds > 2 * HOUR) return t("try-again-in-hours", { hours: Math.ceil(seconds / HOUR) });
  if (seconds > 2 * MINUTE) {
    return t("try-again-in-minutes", { minutes: Math.ceil(seconds / MINUTE) });
  }
  return t("try-again-in", { seconds });
}

/** Seconds that are left of `seconds`, from now on. */
export function useCountdown(seconds: number): number {
  const [end, setEnd] = useState(() => Date.now() + seconds * 1000);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setEnd(Date.now() + seconds * 1000);
    setNow(Date.now());
    if (seconds <= 0) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return Math.max(0, Math.ceil((end - now) / 1000));
}
