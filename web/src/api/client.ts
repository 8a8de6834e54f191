// Calls to the hub, and the stream of what happens there, with reconnection.

import type {
  Answer,
  AnswerLine,
  Entry,
  KeyGiven,
  Me,
  Message,
  NewPerson,
  Person,
  Playing,
  Rights,
  Value,
} from "./types";

/** What the hub answered instead; `status` 0 means that it did not answer. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/**
 * Call the hub and return what it answers; `path` begins with "/api/".
 *
 * Throws Problem.
 */
export async function call<T>(
  method: string,
  path: string,
  language: string,
  body?: unknown,
): Promise<T> {
  const response = await send(method, path, language, "application/json", body);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

async function send(
  method: string,
  path: string,
  language: string,
  accept: string,
  body?: unknown,
): Promise<Response> {
  const response = await fetch(path, {
    method,
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "Accept-Language": language, Accept: accept },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new Problem(0, String(error));
  });
  if (!response.ok) throw new Problem(response.status, await detailOf(response));
  return response;
}

/** Return the answer at the end of a stream of lines; `hear` is called with words as they come. */
export async function answerOf(
  stream: ReadableStream<Uint8Array>,
  hear: (words: string) => void,
): Promise<Answer> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const text of lines) {
        const line = JSON.parse(text) as AnswerLine;
        if (line.type === "words") hear(line.text);
        else if (line.type === "answer") return line.answer;
        else throw new Problem(line.problem.status, line.problem.detail);
      }
    }
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(0, String(error));
  }
  throw new Problem(0, "the answer broke off");
}

async function detailOf(response: Response): Promise<string> {
  const problem: unknown = await response.json().catch(() => null);
  const hasDetail = typeof problem === "object" && problem !== null && "detail" in problem;
  return hasDetail ? String(problem.detail) : response.statusText;
}

/** Write an id as one step of a path. */
export const id = encodeURIComponent;

export class Hub {
  language = "ko";

  signIn(token: string): Promise<void> {
    return call("POST", "/api/session", this.language, { token });
  }
  signOut(): Promise<void> {
    return call("DELETE", "/api/session", this.language);
  }
  async ask(text: string, area: string | null, hear: (words: string) => void): Promise<Answer> {
    const body = { text, area };
    const response = await send("POST", "/api/ask", this.language, "application/x-ndjson", body);
    if (response.body === null) throw new Problem(0, "an answer without a body");
    return answerOf(response.body, hear);
  }
  set(thing: string, values: Record<string, Value>): Promise<Answer> {
    return call("PATCH", `/api/things/${id(thing)}`, this.language, values);
  }
  invoke(thing: string, action: string): Promise<Answer> {
    return call("POST", `/api/things/${id(thing)}/actions/${id(action)}`, this.language);
  }
  undo(): Promise<Answer> {
    return call("POST", "/api/undo", this.language);
  }
  journal(limit = 50): Promise<Entry[]> {
    return call("GET", `/api/journal?limit=${limit}`, this.language);
  }
  playing(): Promise<Playing[]> {
    return call("GET", "/api/playing", this.language);
  }
  /** Carry on with what plays on `from` at the player `to`. */
  handOff(to: string, from: string): Promise<Answer> {
    return call("POST", "/api/handoff", this.language, { to, from });
  }
  confirm(confirmation: string, accept: boolean): Promise<Answer> {
    return call("POST", `/api/confirmations/${id(confirmation)}`, this.language, { accept });
  }
  drop(kind: "timers" | "schedules", one: string): Promise<void> {
    return call("DELETE", `/api/${kind}/${id(one)}`, this.language);
  }
  me(): Promise<Me> {
    return call("GET", "/api/me", this.language);
  }
  people(): Promise<Person[]> {
    return call("GET", "/api/people", this.language);
  }
  letIn(person: NewPerson): Promise<Person> {
    return call("POST", "/api/people", this.language, person);
  }
  changeRights(person: string, rights: Rights): Promise<Person> {
    return call("PATCH", `/api/people/${id(person)}`, this.language, rights);
  }
  remove(person: string): Promise<void> {
    return call("DELETE", `/api/people/${id(person)}`, this.language);
  }
  giveKey(person: string, label: string): Promise<KeyGiven> {
    return call("POST", `/api/people/${id(person)}/keys`, this.language, { label });
  }
  takeKey(key: string): Promise<void> {
    return call("DELETE", `/api/keys/${id(key)}`, this.language);
  }
}

/** Return how long to wait before the `tries`-th connection, in ms; `luck` is 0 to 1. */
export function backOff(tries: number, luck: number): number {
  const longest = Math.min(15_000, 500 * 2 ** tries);
  return longest / 2 + (longest / 2) * luck; // spread, so that many pages do not come at once
}

export interface Watcher {
  onMessage(message: Message): void;
  onLost(): void;
  onRefused(): void;
}

const LOGGED_OUT = 4401;

/** Watch the hub; connects again, later and later, until the returned function is called. */
export function watch(language: string, watcher: Watcher): () => void {
  let socket: WebSocket | null = null;
  let timer = 0;
  let tries = 0;
  let isStopped = false;

  const connect = (): void => {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/api/events?language=${language}`);
    socket.onmessage = (event: MessageEvent<string>) => {
      tries = 0;
      if (!isStopped) watcher.onMessage(JSON.parse(event.data) as Message);
    };
    socket.onclose = (event) => {
      if (isStopped) return;
      if (event.code === LOGGED_OUT) {
        watcher.onRefused();
        return;
      }
      watcher.onLost();
      timer = window.setTimeout(connect, backOff(tries++, Math.random()));
    };
  };

  connect();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    socket?.close();
  };
}
