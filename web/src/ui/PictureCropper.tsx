import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { useText } from "~/texts/Texts";
import { Button } from "./Button";
import { type Crop, MOST_ZOOM, moved, squareOf, WHOLE, within } from "./crop";

/** Pixels of the picture that is made; faces are shown at 96 at most, on sharp screens twice that. */
const MADE = 512;
const STEP = 0.05;
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

interface PictureCropperProps {
  picture: ImageBitmap;
  onCropped: (cropped: Blob) => void;
  onCancel: () => void;
}

/** Chooses the part of a picture to show: dragged by pointer, or moved by arrows and a slider. */
export function PictureCropper({ picture, onCropped, onCancel }: PictureCropperProps) {
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState<Crop>(WHOLE);
  const zoom = (to: number) => setCrop((before) => within({ ...before, zoom: to }, picture));
  const move = (right: number, down: number) =>
    setCrop((before) => moved(before, right, down, picture));

  useEffect(() => {
    if (canvas.current) draw(canvas.current, picture, crop);
  }, [picture, crop]);

  function press(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    move(...step);
  }

  function drag(event: PointerEvent<HTMLDivElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { width } = event.currentTarget.getBoundingClientRect();
    move(event.movementX / width, event.movementY / width);
  }

  return (
    <div className="stack">
      {/* It is moved by keys: to readers of screens it is one thing, with its name. */}
      <div
        className="crop"
        role="application"
        aria-label={t("crop-area")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows move the picture
        tabIndex={0}
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      >
        <canvas ref={canvas} width={MADE} height={MADE} />
      </div>
      <label className="stack s2">
        <span className="label">{t("crop-zoom")}</span>
        <input
          type="range"
          min={1}
          max={MOST_ZOOM}
          step={STEP}
          value={crop.zoom}
          onChange={(event) => zoom(Number(event.target.value))}
        />
      </label>
      <p className="small quiet">{t("crop-help")}</p>
      <div className="row wrap tight">
        <Button
          weight="main"
          onClick={() =>
            canvas.current?.toBlob((made) => made && onCropped(made), "image/jpeg", 0.9)
          }
        >
          {t("crop-done")}
        </Button>
        <Button onClick={onCancel}>{t("cancel")}</Button>
      </div>
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, picture: ImageBitmap, crop: Crop): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { left, top, side } = squareOf(crop, picture);
  // What is see-through in a drawing would be black in a JPEG.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, MADE, MADE);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, left, top, side, side, 0, 0, MADE, MADE);
}
