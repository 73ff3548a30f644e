const LEAST = 3;
const MOST = 50;

/**
 * A username made of names, as the server takes them: "José Ñandú" becomes `jose.nandu`.
 *
 * Empty where their letters are none of those, as in 山田 桜: then the person chooses.
 */
export function suggestUsername(firstName: string, lastName: string): string {
  const words = [firstName, lastName].map(plainLetters).filter(Boolean);
  const made = words.join(".").slice(0, MOST).replace(/\.$/, "");
  return made.length < LEAST ? "" : made;
}

function plainLetters(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("æ", "ae")
    .replaceAll(/[^a-z0-9]/g, "");
}
