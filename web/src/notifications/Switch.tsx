interface SwitchProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  /** The label is for readers of screens only: what stands around it says it to the eye. */
  quiet?: boolean;
}

/** Something that is on or off, and is so as soon as it is pressed. */
export function Switch({ label, on, onChange, quiet = false }: SwitchProps) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span className={quiet ? "sr-only" : ""}>{label}</span>
    </label>
  );
}
