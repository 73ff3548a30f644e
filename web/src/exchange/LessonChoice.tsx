import { useId } from "react";
import type { Lesson } from "~/ui/skills";

interface LessonChoiceProps {
  legend: string;
  /** Said of what the other wants to learn. */
  wantedBy: string;
  lessons: readonly Lesson[];
  chosen: string;
  onChoose: (skill: string) => void;
}

/** One skill of those that a person teaches: radio buttons that look like tags. */
export function LessonChoice({ legend, wantedBy, lessons, chosen, onChoose }: LessonChoiceProps) {
  const name = useId();
  return (
    <fieldset className="stack s2">
      <legend className="label">{legend}</legend>
      <div className="tags">
        {lessons.map(({ skill, wanted }) => (
          <label key={skill} className="tag choice">
            <input
              type="radio"
              name={name}
              value={skill}
              checked={skill === chosen}
              onChange={() => onChoose(skill)}
            />
            <bdi>{skill}</bdi>
            {wanted && <small>{wantedBy}</small>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
