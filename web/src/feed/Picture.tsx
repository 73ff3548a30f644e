import type { FileView } from "~/api/http";

interface PictureProps {
  file: FileView;
  eager?: boolean;
  small?: boolean;
}

/**
 * A picture of a post in the size that its place needs; the place is there before the picture is.
 *
 * One that moves stands still for those who ask for less motion.
 */
export function Picture({ file, eager = false, small = false }: PictureProps) {
  const still = file.previewUrl ?? file.url;
  const image = (
    <img
      src={small ? (file.thumbnailUrl ?? still) : still}
      srcSet={small || !file.thumbnailUrl ? undefined : `${file.thumbnailUrl} 320w, ${still} 1280w`}
      sizes="(min-width: 720px) 640px, 100vw"
      alt={file.altText ?? ""}
      width={file.width ?? 1280}
      height={file.height ?? 720}
      loading={eager ? "eager" : "lazy"}
      fetchPriority={eager ? "high" : "auto"}
      decoding="async"
      crossOrigin="anonymous"
    />
  );
  if (file.contentType !== "image/gif" || small) return image;
  return (
    <picture>
      <source media="(prefers-reduced-motion: no-preference)" srcSet={file.url} />
      {image}
    </picture>
  );
}
