// Something that is asked of the hub when a view needs it; says when this hub does not offer it.

import { Problem } from "../api/client";
import { Store } from "./store";

export interface Loadable<T> {
  /** What came last; it stays while it is asked for again. */
  value: T | null;
  phase: "waiting" | "there" | "absent" | "failed";
  /** Why it failed, in words. */
  problem: string | null;
}

export class Loaded<T> extends Store<Loadable<T>> {
  private asked = 0;

  /** `told` says in words what went wrong. */
  constructor(private readonly told: (problem: unknown) => string) {
    super({ value: null, phase: "waiting", problem: null });
  }

  /** Ask anew; an answer to an earlier question that comes later is dropped. */
  async load(ask: () => Promise<T>): Promise<void> {
    this.asked += 1;
    const mine = this.asked;
    try {
      const value = await ask();
      if (mine === this.asked) this.change({ value, phase: "there", problem: null });
    } catch (problem) {
      if (mine !== this.asked) return;
      if (isAbsent(problem)) this.change({ value: null, phase: "absent", problem: null });
      else this.change({ phase: "failed", problem: this.told(problem) });
    }
  }

  put(value: T): void {
    this.asked += 1; // what is on its way is older
    this.change({ value, phase: "there", problem: null });
  }
}

/** Say whether a hub answered that it has no such call: it is older, or was set up without it. */
export function isAbsent(problem: unknown): boolean {
  return problem instanceof Problem && (problem.status === 404 || problem.status === 405);
}
