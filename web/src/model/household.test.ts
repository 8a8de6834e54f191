import { describe, expect, it } from "vitest";
import { type Hub, Problem } from "../api/client";
import type { KeyGiven, NewPerson, Person, Rights } from "../api/types";
import { Household } from "./household";

/** A hub's people in memory; a second person of one name is refused, as the hub does. */
function remembering() {
  let people: Person[] = [];
  let count = 0;
  const of = (id: string): Person => {
    const found = people.find((one) => one.id === id);
    if (found === undefined) throw new Problem(404, "no such person");
    return found;
  };
  const put = (person: Person): Person => {
    people = people.map((one) => (one.id === person.id ? person : one));
    return person;
  };
  return {
    people: async () => people,
    letIn: async (asked: NewPerson) => {
      if (people.some((one) => one.name === asked.name)) throw new Problem(409, "there already");
      const person = { ...asked, id: `p${++count}`, keys: [], built_in: false };
      people = [...people, person];
      return person;
    },
    changeRights: async (id: string, rights: Rights) => put({ ...of(id), ...rights }),
    remove: async (id: string) => {
      people = people.filter((one) => one.id !== of(id).id);
    },
    giveKey: async (id: string, label: string): Promise<KeyGiven> => {
      const key = { id: `k${++count}`, label, way: null, made_at: "2026-11-27T09:00:00Z" };
      put({ ...of(id), keys: [...of(id).keys, key] });
      return { id: key.id, token: "secret" };
    },
    takeKey: async (id: string) => {
      for (const one of people) put({ ...one, keys: one.keys.filter((key) => key.id !== id) });
    },
  };
}

const CHILD: NewPerson = { name: "하늘", role: "child", rules: [], expires_at: null };
const told = (problem: unknown): string => (problem instanceof Problem ? problem.detail : "?");
const household = (): Household => new Household(remembering() as unknown as Hub, told);

async function withChild(): Promise<[Household, () => Person]> {
  const people = household();
  await people.load();
  await people.letIn(CHILD);
  const child = (): Person => {
    const found = people.state.people?.[0];
    if (found === undefined) throw new Error("nobody is there");
    return found;
  };
  return [people, child];
}

describe("the household", () => {
  it("shows a new key until it is put away, and no list holds it", async () => {
    const [people, child] = await withChild();
    await people.giveKey(child(), "폰");
    expect(people.state.given).toEqual({ person: "p1", key: "k2", token: "secret" });
    expect(child().keys.map((key) => key.label)).toEqual(["폰"]);
    people.putAway();
    expect(JSON.stringify(people.state)).not.toContain("secret");
  });

  it("puts a key away that is taken back, or whose person goes", async () => {
    const [people, child] = await withChild();
    await people.giveKey(child(), "폰");
    await people.takeKey(child(), "k2");
    expect([people.state.given, child().keys]).toEqual([null, []]);
    await people.giveKey(child(), "탭");
    await people.remove(child());
    expect([people.state.given, people.state.people]).toEqual([null, []]);
  });

  it("changes rules and leaves the end of a stay as it is", async () => {
    const people = household();
    const end = "2026-11-29T14:59:00.000Z";
    await people.letIn({ ...CHILD, role: "guest", expires_at: end });
    const [guest] = people.state.people ?? [];
    if (guest === undefined) throw new Error("nobody is there");
    const rule = { allow: false, types: ["tv"], areas: [], ways: [], start: null, end: null };
    await people.changeRights(guest, { rules: [rule] });
    expect(people.state.people?.[0]).toMatchObject({ rules: [rule], expires_at: end });
  });

  it("says what went wrong and with whom, until the next try", async () => {
    const [people, child] = await withChild();
    expect(await people.letIn(CHILD)).toBeNull();
    expect(people.state.problem).toEqual({ person: "", text: "there already" });
    const gone = { ...child(), id: "nobody" };
    expect(await people.remove(gone)).toBe(false);
    expect(people.state.problem).toEqual({ person: "nobody", text: "no such person" });
    expect(await people.load()).toBe(true);
    expect([people.state.problem, people.state.isBusy]).toEqual([null, false]);
  });

  it("forgets everybody when another person may sign in", async () => {
    const [people, child] = await withChild();
    await people.giveKey(child(), "폰");
    people.forget();
    expect(people.state).toEqual({ people: null, given: null, problem: null, isBusy: false });
  });
});
