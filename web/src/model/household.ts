// What the owner does about people: lets in, gives keys, changes rights. The view draws `state`.

import type { Hub } from "../api/client";
import type { NewPerson, Person, Rights } from "../api/types";
import { Store } from "./store";

/** A key that was just made; its token is nowhere else, and gone once this is. */
export interface Given {
  person: string;
  key: string;
  token: string;
}

export interface HouseholdState {
  /** Everybody, those that are always there first; null: not asked for yet. */
  people: readonly Person[] | null;
  given: Given | null;
  /** What went wrong last, and whose it was; "" is nobody's in particular. */
  problem: { person: string; text: string } | null;
  isBusy: boolean;
}

const START: HouseholdState = { people: null, given: null, problem: null, isBusy: false };

export class Household extends Store<HouseholdState> {
  /** `told` says what went wrong in words. */
  constructor(
    private readonly hub: Hub,
    private readonly told: (problem: unknown) => string,
  ) {
    super(START);
  }

  /** Forget everybody: somebody else may sign in next. */
  forget(): void {
    this.change(START);
  }

  load(): Promise<boolean> {
    return this.attempt("", async () => {
      this.change({ people: await this.hub.people() });
    });
  }

  /** Let somebody in, and return the new id; null: it did not work. */
  async letIn(asked: NewPerson): Promise<string | null> {
    let id: string | null = null;
    await this.attempt("", async () => {
      const person = await this.hub.letIn(asked);
      this.change({ people: [...(this.state.people ?? []), person] });
      id = person.id;
    });
    return id;
  }

  changeRights(person: Person, rights: Partial<Rights>): Promise<boolean> {
    const { rules, expires_at } = { ...person, ...rights };
    return this.attempt(person.id, async () => {
      this.put(await this.hub.changeRights(person.id, { rules, expires_at }));
    });
  }

  remove(person: Person): Promise<boolean> {
    return this.attempt(person.id, async () => {
      await this.hub.remove(person.id);
      const given = this.state.given?.person === person.id ? null : this.state.given;
      this.change({ people: this.others(person.id), given });
    });
  }

  giveKey(person: Person, label: string): Promise<boolean> {
    return this.attempt(person.id, async () => {
      const { id, token } = await this.hub.giveKey(person.id, label);
      this.change({ given: { person: person.id, key: id, token } });
      this.change({ people: await this.hub.people() });
    });
  }

  takeKey(person: Person, key: string): Promise<boolean> {
    return this.attempt(person.id, async () => {
      await this.hub.takeKey(key);
      this.put({ ...person, keys: person.keys.filter((one) => one.id !== key) });
      if (this.state.given?.key === key) this.putAway();
    });
  }

  /** Show a new key no more. */
  putAway(): void {
    this.change({ given: null });
  }

  private async attempt(person: string, work: () => Promise<void>): Promise<boolean> {
    this.change({ isBusy: true, problem: null });
    try {
      await work();
      return true;
    } catch (problem) {
      this.change({ problem: { person, text: this.told(problem) } });
      return false;
    } finally {
      this.change({ isBusy: false });
    }
  }

  private put(person: Person): void {
    const people = this.state.people ?? [];
    this.change({ people: people.map((one) => (one.id === person.id ? person : one)) });
  }

  private others(id: string): Person[] {
    return (this.state.people ?? []).filter((one) => one.id !== id);
  }
}
