import { describe, expect, it } from "vitest";
import { answerOf, type Hub, Problem } from "../api/client";
import type { Answer, AnswerLine } from "../api/types";
import { type Line, Session } from "./session";

const CHAT: Answer = {
  id: null,
  kind: "chat",
  reply: "짝을 찾으려고 노래해요.",
  by: "model",
  outcomes: [],
  confirmation: null,
};
const WORDS: AnswerLine[] = [
  { type: "words", text: "짝을 " },
  { type: "words", text: "찾으려고 노래해요." },
];

/** Return a stream of lines, cut into pieces of so many bytes. */
function streamed(lines: AnswerLine[], size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size)
        controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

/** A hub that answers with these lines, and the session that asks it. */
function asking(lines: AnswerLine[]): { session: Session; seen: Line[][] } {
  const hub = { ask: (_: string, __: null, hear: (words: string) => void) => hearing(hear) };
  const hearing = (hear: (words: string) => void) => answerOf(streamed(lines, 7), hear);
  const session = new Session(hub as unknown as Hub);
  const seen: Line[][] = [];
  session.subscribe(() => seen.push([...session.state.talk]));
  return { session, seen };
}

describe("an answer that comes line by line", () => {
  it("says the same however its bytes are cut", async () => {
    for (const size of [1, 2, 3, 1000]) {
      const heard: string[] = [];
      const lines: AnswerLine[] = [...WORDS, { type: "answer", answer: CHAT }];
      expect(await answerOf(streamed(lines, size), (words) => heard.push(words))).toEqual(CHAT);
      expect(heard).toEqual(["짝을 ", "찾으려고 노래해요."]);
    }
  });

  it("is a problem where it breaks off, or ends in one", async () => {
    const problem = { title: "not now", detail: "the disk is full", status: 503 };
    const told: AnswerLine[] = [...WORDS, { type: "problem", problem }];
    await expect(answerOf(streamed(told, 9), () => null)).rejects.toEqual(
      new Problem(503, "the disk is full"),
    );
    await expect(answerOf(streamed(WORDS, 9), () => null)).rejects.toBeInstanceOf(Problem);
  });
});

describe("the conversation", () => {
  it("grows a model's line word by word and marks it as the model's", async () => {
    const { session, seen } = asking([...WORDS, { type: "answer", answer: CHAT }]);
    await session.ask("고래는 왜 노래해?", null);
    const last = seen.map((talk) => talk.at(-1)).filter((line) => line?.who === "home");
    expect(last.map((line) => line?.text)).toContain("짝을 ");
    expect(last.filter((line) => line?.isGrowing).length).toBe(2);
    const [me, home, ...more] = session.state.talk;
    expect([me?.text, home?.text, more]).toEqual(["고래는 왜 노래해?", CHAT.reply, []]);
    expect([home?.isByModel, home?.isGrowing]).toEqual([true, false]);
  });

  it("says once what the home answers", async () => {
    const answer: Answer = { ...CHAT, kind: "plan", by: "home", reply: "거실 등을 켰어요." };
    const { session } = asking([{ type: "answer", answer }]);
    await session.ask("거실 불 켜", null);
    expect(session.state.talk.map((line) => line.text)).toEqual([
      "거실 불 켜",
      "거실 등을 켰어요.",
    ]);
    expect(session.state.talk[1]?.isByModel).toBe(false);
  });

  it("keeps what was heard of an answer that broke off, and says so", async () => {
    const { session } = asking(WORDS);
    await session.ask("고래는?", null);
    const [, heard, problem] = session.state.talk;
    expect(heard?.text).toBe("짝을 찾으려고 노래해요.");
    expect([heard?.isGrowing, problem?.kind]).toEqual([false, "problem"]);
  });
});

describe("a session that is over", () => {
  it("leaves nothing of the home on the page, and says why", async () => {
    const ask = () => Promise.reject(new Problem(401, "no such session"));
    const session = new Session({ ask } as unknown as Hub);
    expect(await session.ask("거실 불 켜", null)).toBeNull();
    const { phase, me, model, problem } = session.state;
    expect([phase, me, model.home, model.journal]).toEqual(["signIn", null, null, []]);
    expect(problem).toContain("열쇠를 거두었거나");
  });
});
