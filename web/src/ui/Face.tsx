import type { UserCard } from "~/api/http";

export type Person = Pick<
  UserCard,
  "id" | "firstName" | "lastName" | "username" | "profileImageUrl" | "profileImageAltText"
>;

export function fullName(person: Pick<Person, "firstName" | "lastName">): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

interface FaceProps {
  person: Person;
  size?: 24 | 32 | 44 | 96;
}

/**
 * A person's picture, or their first letters.
 *
 * It stands beside the name, which says the same, so readers of screens skip it.
 */
export function Face({ person, size = 44 }: FaceProps) {
  const shape = size === 44 ? "face" : `face s${size}`;
  if (person.profileImageUrl === null) {
    return (
      <span className={`${shape} letters`} aria-hidden="true">
        {initial(person.firstName)}
        {size > 24 && initial(person.lastName)}
      </span>
    );
  }
  return (
    <img
      className={shape}
      src={person.profileImageUrl}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      crossOrigin="anonymous"
    />
  );
}

/** The first character as people see it: a letter with its marks, or a whole emoji. */
function initial(name: string): string {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toLocaleUpperCase() ?? "";
}
