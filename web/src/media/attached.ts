import type { FileView, MediaView } from "~/api/http";
import { randomId } from "~/session/browser";

/** What is shown of a file that has arrived. */
export type Shown = Pick<
  MediaView | FileView,
  "id" | "contentType" | "fileName" | "url" | "thumbnailUrl"
>;

/** A file that is to be shown with what is being written; a draft keeps it, the file included. */
export interface Attached {
  /** Makes it one upload, however often it is tried. */
  key: string;
  /** Null where it had arrived before this was begun. */
  file: File | null;
  /** Null until it has arrived and can be shown. */
  media: Shown | null;
  altText: string;
}

/** Why a file is not even tried. */
export type Refusal = "heic" | "kind" | "size";

/** A file that is not taken; `many`: there are as many already as can be shown. */
export interface Refused {
  name: string;
  why: Refusal | "many";
}

const MOST = 10;
export const ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,application/pdf";
const LARGEST = 15 * 1024 * 1024;

export function refusalOf(file: Pick<File, "name" | "type" | "size">): Refusal | null {
  if (/^image\/hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(file.name)) return "heic";
  if (!ACCEPTED.split(",").includes(file.type)) return "kind";
  return file.size > LARGEST ? "size" : null;
}

/** Which of some files can be shown beside as many as there are already, and which cannot. */
export function sorted(
  files: readonly File[],
  already: number,
): { taken: Attached[]; refused: Refused[] } {
  const taken: Attached[] = [];
  const refused: Refused[] = [];
  for (const file of files) {
    const why = refusalOf(file) ?? (already + taken.length >= MOST ? "many" : null);
    if (why) refused.push({ name: file.name, why });
    else taken.push({ key: randomId(), file, media: null, altText: "" });
  }
  return { taken, refused };
}

/** Files of something that was published, to go on showing them. */
export function attachedOf(files: readonly FileView[]): Attached[] {
  return files.map((media) => ({
    key: media.id,
    file: null,
    media,
    altText: media.altText ?? "",
  }));
}

/** Moves one to another place; the others keep their order. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  if (item !== undefined) rest.splice(Math.max(0, Math.min(rest.length, to)), 0, item);
  return rest;
}
