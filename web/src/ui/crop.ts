/** Which square of a picture is cut out: its middle in parts of width and height, and its size. */
export interface Crop {
  x: number;
  y: number;
  /** 1: the largest square that there is. */
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

export const MOST_ZOOM = 4;

export const WHOLE: Crop = { x: 0.5, y: 0.5, zoom: 1 };

/** The square in pixels of the picture. */
export function squareOf(crop: Crop, { width, height }: Size) {
  const side = Math.min(width, height) / crop.zoom;
  return { left: crop.x * width - side / 2, top: crop.y * height - side / 2, side };
}

/** Returns the nearest crop that lies within the picture. */
export function within(crop: Crop, size: Size): Crop {
  const zoom = clamp(crop.zoom, 1, MOST_ZOOM);
  const half = Math.min(size.width, size.height) / zoom / 2;
  return {
    x: clamp(crop.x, half / size.width, 1 - half / size.width),
    y: clamp(crop.y, half / size.height, 1 - half / size.height),
    zoom,
  };
}

/** Moves the picture under the square, by parts of the square's side. */
export function moved(crop: Crop, right: number, down: number, size: Size): Crop {
  const { side } = squareOf(crop, size);
  const x = crop.x - (right * side) / size.width;
  const y = crop.y - (down * side) / size.height;
  return within({ ...crop, x, y }, size);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
