import type { PostType, PostView } from "~/api/http";

/** What is written of a post; its files are kept beside it. */
export interface PostWords {
  title: string;
  content: string;
  postType: PostType;
  tags: string[];
}

export const POST_TYPES: readonly PostType[] = ["general", "tutorial", "achievement"];
export const MOST_TAGS = 10;

export const NO_WORDS: PostWords = { title: "", content: "", postType: "general", tags: [] };

/** The words of a post that was published; its tags are those that its content does not have. */
export function wordsOf({ title, content, postType, tags }: PostView): PostWords {
  const written = content.normalize("NFKC").toLowerCase();
  return {
    title,
    content,
    postType,
    tags: tags.filter((tag) => !written.includes(`#${tag.toLowerCase()}`)),
  };
}

/** The tags with one more, which may be written with `#`; none is there twice. */
export function withTag(tags: readonly string[], tag: string): string[] {
  const plain = tag.replace(/^[#＃]/, "").trim();
  const isThere = tags.some((each) => each.toLowerCase() === plain.toLowerCase());
  return plain === "" || isThere || tags.length >= MOST_TAGS ? [...tags] : [...tags, plain];
}
