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

let shown: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

export const toasts = {
  get: (): readonly Toast[] => shown,

  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  show(text: string, action?: ToastAction): void {
    const id = nextId++;
    change([...shown.slice(-2), { id, text, ...(action && { action }) }]);
    if (!action || action.passing) setTimeout(() => toasts.dismiss(id), SHOWN_FOR);
  },

  dismiss(id: number): void {
    change(shown.filter((toast) => toast.id !== id));
  },
};

function change(toasts: readonly Toast[]): void {
  shown = toasts;
  for (const listener of [...listeners]) listener();
}
