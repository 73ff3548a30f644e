import type { CompositionEvent, FormEvent } from "react";

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** How many characters a text has as the API counts them: an emoji is one, though two UTF-16 units. */
export function charactersIn(text: string): number {
  return [...text].length;
}

/**
 * Props of a control that takes so many characters at most. It is for `maxLength`, by which browsers
 * count UTF-16 units, and like it cuts what is put in; a word that is being composed, once it is.
 */
export function limited(most: number) {
  return {
    // Before React looks for what has changed.
    onInputCapture: ({ currentTarget, nativeEvent }: FormEvent<TextControl>) => {
      if (!("isComposing" in nativeEvent && nativeEvent.isComposing))
        keepWithin(currentTarget, most);
    },
    onCompositionEndCapture: ({ currentTarget }: CompositionEvent<TextControl>) => {
      currentTarget.dispatchEvent(new Event("input", { bubbles: true }));
    },
  };
}

/** Cuts what stands before the caret, which was just put in there, so that the rest stays. */
export function keepWithin(control: TextControl, most: number): void {
  const excess = charactersIn(control.value) - most;
  if (excess <= 0) return;
  const caret = control.selectionEnd ?? control.value.length;
  const before = [...control.value.slice(0, caret)];
  const kept = before.slice(0, Math.max(0, before.length - excess)).join("");
  // React looks at what is assigned to the control itself, and would take this for no change.
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value") ?? {};
  set?.call(control, kept + control.value.slice(caret));
  control.setSelectionRange(kept.length, kept.length);
}
