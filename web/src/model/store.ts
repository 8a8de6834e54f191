// Something that changes, and those who want to know when.

export abstract class Store<S extends object> {
  private readonly listeners = new Set<() => void>();

  constructor(public state: S) {}

  /** Call `listener` at each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  protected change(part: Partial<S>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}
