import { useEffect, useRef } from "react";
import type { TextId } from "~/texts/ids";

export interface Key {
  keys: readonly string[];
  /** One after the other; else either of them. */
  inTurn?: boolean;
  name: TextId;
}

const CHOICE = "keys";

/** Single keys can be switched off (WCAG 2.1.4). */
export function keysAreOn(): boolean {
  return localStorage.getItem(CHOICE) !== "off";
}

export function switchKeys(on: boolean): void {
  localStorage.setItem(CHOICE, on ? "on" : "off");
}

/** A key that belongs to a field, to a dialog, or to the browser. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  const target = event.target as HTMLElement;
  return target.closest("input, textarea, select, [contenteditable], dialog, [role=menu]") !== null;
}

/** Single keys that a screen answers to: `useKeys({ j: next, k: previous })`. */
export function useKeys(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!keysAreOn() || isTyping(event)) return;
      const action = latest.current[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
