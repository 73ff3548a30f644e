import { fold } from "./fold";
import { clockOf, localAt } from "./zones";

/** The time zone of this device. */
export function deviceTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** All time zones that this browser knows, each also as text to search in. */
let known: readonly { zone: string; text: string }[] | undefined;

function allZones(): readonly { zone: string; text: string }[] {
  known ??= ["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({
    zone,
    text: ` ${fold(zone.replaceAll(/[/_]/g, " "))}`,
  }));
  return known;
}

/** Time zones with words that begin like those typed: "new y" finds America/New_York. */
export function findTimeZones(typed: string, most: number): string[] {
  const words = plain(typed).split(" ").filter(Boolean);
  const found: string[] = [];
  for (const { zone, text } of allZones()) {
    if (words.every((word) => text.includes(` ${word}`))) found.push(zone);
    if (found.length === most) break;
  }
  return found;
}

function plain(typed: string): string {
  const letters = typed.normalize("NFD").replaceAll(/\p{M}/gu, "");
  return fold(letters.replaceAll(/[/_,]/g, " "));
}

/** What a time zone is called: "Central European Standard Time". */
export function zoneName(zone: string, language: string, at: number): string {
  const format = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "longGeneric" });
  return format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/** The time of a zone's clocks: "14:05". */
export function clockIn(zone: string, at: number): string {
  return clockOf(localAt(at, zone));
}
