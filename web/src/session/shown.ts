/** A value that is shown: those who listen are called when it is another one. */
export class Shown<Value> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: Value) {}

  readonly get = (): Value => this.value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(value: Value): void {
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }

  /** Changes a part of an object, and leaves the rest of it. */
  change(changes: Partial<Value>): void {
    this.set({ ...this.value, ...changes });
  }
}
