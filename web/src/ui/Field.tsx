import { type ComponentProps, type ReactNode, useId, useState } from "react";
import { useText } from "~/texts/Texts";
import { Icon } from "./Icon";

interface Described {
  label: string;
  hint?: ReactNode;
  /** What is wrong with what is in it, in words. */
  error?: string | undefined;
}

interface FrameProps extends Described {
  children: (control: ControlProps) => ReactNode;
}

interface ControlProps {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
  className: string;
}

/** Label, control, hint and error, tied together for readers of screens (WCAG 3.3.1, 3.3.2). */
export function Labelled({ label, hint, error, children }: FrameProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  return (
    <div className="stack s2">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": [errorId, hintId].filter(Boolean).join(" ") || undefined,
        className: error ? "field bad" : "field",
      })}
      {error && (
        <p className="err" id={errorId}>
          <Icon name="alert" small />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <p className="small quiet" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

type FieldProps = Described & Omit<ComponentProps<"input">, "id" | "className">;

export function Field({ label, hint, error, ...input }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(control) => <input dir="auto" {...input} {...control} />}
    </Labelled>
  );
}

type TextAreaProps = Described & Omit<ComponentProps<"textarea">, "id" | "className">;

/** Grows with what is written in it. */
export function TextArea({ label, hint, error, ...area }: TextAreaProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(control) => (
        <textarea
          dir="auto"
          rows={3}
          {...area}
          {...control}
          className={`${control.className} area`}
        />
      )}
    </Labelled>
  );
}

/** A password that can be shown; pasting into it is fine. */
export function PasswordField({ label, hint, error, ...input }: FieldProps) {
  const t = useText();
  const [shown, setShown] = useState(false);
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(control) => (
        <span className="with-button">
          <input dir="ltr" {...input} {...control} type={shown ? "text" : "password"} />
          <button
            type="button"
            className="btn icon"
            aria-pressed={shown}
            aria-label={t("password-show")}
            title={t("password-show")}
            onClick={() => setShown(!shown)}
          >
            <Icon name="eye" />
          </button>
        </span>
      )}
    </Labelled>
  );
}
