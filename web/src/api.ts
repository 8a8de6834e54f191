// The hub: calls and the stream of what happens, with reconnection.

import type { Answer, Entry, Message, Value } from "./types";

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
  ) {
    super(detail);
  }
}

async function call<T>(method: string, path: string, language: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "Accept-Language": language },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    const problem: unknown = await response.json().catch(() => null);
    const detail =
      typeof problem === "object" && problem !== null && "detail" in problem
        ? String(problem.detail)
        : response.statusText;
    throw new Problem(response.status, detail);
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export class Hub {
  language = "ko";

  signIn(token: string): Promise<void> {
    return call("POST", "/api/session", this.language, { token });
  }
  ask(text: string, area: string | null): Promise<Answer> {
    return call("POST", "/api/ask", this.language, { text, area });
  }
  set(thing: string, values: Record<string, Value>): Promise<Answer> {
    return call("PATCH", `/api/things/${encodeURIComponent(thing)}`, this.language, values);
  }
  invoke(thing: string, action: string): Promise<Answer> {
    const path = `/api/things/${encodeURIComponent(thing)}/actions/${encodeURIComponent(action)}`;
    return call("POST", path, this.language);
  }
  undo(): Promise<Answer> {
    return call("POST", "/api/undo", this.language);
  }
  journal(): Promise<Entry[]> {
    return call("GET", "/api/journal?limit=30", this.language);
  }
  confirm(id: string, accept: boolean): Promise<Answer> {
    return call("POST", `/api/confirmations/${encodeURIComponent(id)}`, this.language, { accept });
  }
  drop(kind: "timers" | "schedules", id: string): Promise<void> {
    return call("DELETE", `/api/${kind}/${encodeURIComponent(id)}`, this.language);
  }
}

/** Watch the hub; connects again, later and later, until `stop` is called. */
export function watch(
  onMessage: (message: Message) => void,
  onConnection: (isOpen: boolean) => void,
  onRefused: () => void,
): () => void {
  let socket: WebSocket | null = null;
  let wait = 500;
  let isStopped = false;
  const connect = (): void => {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/api/events`);
    socket.onopen = () => {
      wait = 500;
      onConnection(true);
    };
    socket.onmessage = (event: MessageEvent<string>) => onMessage(JSON.parse(event.data) as Message);
    socket.onclose = (event) => {
      onConnection(false);
      if (isStopped) return;
      // A refused handshake looks like any other loss to a page: ask over HTTP which it is.
      void fetch("/api/confirmations", { credentials: "same-origin" })
        .then((answer) => (answer.status === 401 ? onRefused() : retry()))
        .catch(retry);
      void event;
    };
  };
  const retry = (): void => {
    if (isStopped) return;
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, 15_000);
  };
  connect();
  return () => {
    isStopped = true;
    socket?.close();
  };
}
