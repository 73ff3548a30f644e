import { session } from "~/session/session";
import { Shown } from "~/session/shown";

/** A line that comes up at the edge of the screen and goes by itself, unless it asks something. */
export interface Toast {
  id: number;
  text: string;
  action?: ToastAction;
}

interface ToastAction {
  label: string;
  run: () => void;
  /** It goes by itself all the same: the action is only a shorter way. */
  passing?: boolean;
}

const SHOWN_FOR = 6000;

const shown = new Shown<readonly Toast[]>([]);
let nextId = 1;

export const toasts = {
  get: shown.get,
  subscribe: shown.subscribe,

  show(text: string, action?: ToastAction): void {
    const id = nextId++;
    shown.set([...shown.get().slice(-2), { id, text, ...(action && { action }) }]);
    if (!action || action.passing) setTimeout(() => toasts.dismiss(id), SHOWN_FOR);
  },

  dismiss(id: number): void {
    shown.set(shown.get().filter((toast) => toast.id !== id));
  },
};

// What one person was told is nothing for the next one.
session.onParting(() => shown.set([]));
