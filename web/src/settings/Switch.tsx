interface SwitchProps {
  label: string;
  hint: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** On or off; it holds as soon as it is pressed. */
export function Switch({ label, hint, on, onChange }: SwitchProps) {
  return (
    <label className="choice">
      <input type="checkbox" checked={on} onChange={({ target }) => onChange(target.checked)} />
      <span>
        {label}
        <span className="block small quiet">{hint}</span>
      </span>
    </label>
  );
}
