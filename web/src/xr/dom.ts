// A panel's model as real DOM: the whole of the UI without a headset, and for a screen reader.
//
// Elements that stay keep their nodes, so that focus and a drag survive a change of state.

import {
  type Choice,
  CLOSE,
  type List,
  next,
  type PanelModel,
  type Element as Piece,
  type PressValue,
  pages,
  type Slider,
  type Stepper,
  shownRows,
} from "./logic/panel";
import { type Language, say } from "./words";

export type OnPress = (element: string, value: PressValue) => void;

/** Shows one panel in a section of its own, until it is taken away. */
export class Mirror {
  readonly root = document.createElement("section");
  private readonly heading = document.createElement("h2");
  private readonly close = button("×");
  private readonly pieces = document.createElement("div");
  private readonly nodes = new Map<string, { kind: string; node: HTMLElement; text: string }>();

  constructor(
    private readonly language: () => Language,
    private readonly onPress: OnPress,
  ) {
    this.root.className = "panel";
    this.pieces.className = "pieces";
    this.close.className = "close";
    this.close.addEventListener("click", () => this.onPress(CLOSE, null));
    this.root.append(this.heading, this.close, this.pieces);
    this.root.hidden = true;
  }

  show(model: PanelModel | null): void {
    this.root.hidden = model === null;
    if (model === null) return;
    this.root.dataset["panel"] = model.id;
    this.root.setAttribute("aria-label", model.title);
    this.heading.textContent = model.title;
    this.heading.hidden = model.title === "";
    this.close.hidden = !model.isClosable;
    this.close.setAttribute("aria-label", say("putAway", this.language()));
    const kept = new Set(model.elements.map((one) => one.id));
    for (const [id, { node }] of this.nodes) {
      if (kept.has(id)) continue;
      node.remove();
      this.nodes.delete(id);
    }
    let before: ChildNode | null = this.pieces.firstChild;
    for (const element of model.elements) {
      const node = this.nodeOf(element);
      if (node === before) before = before.nextSibling;
      else this.pieces.insertBefore(node, before);
    }
  }

  private nodeOf(element: Piece): HTMLElement {
    const text = JSON.stringify(element);
    const known = this.nodes.get(element.id);
    if (known !== undefined && known.text === text) return known.node;
    const node = known?.kind === element.kind ? known.node : made(element);
    const focused = keyOfFocus(node);
    this.fill(node, element);
    if (
      focused !== null &&
      document.activeElement !== null &&
      !node.contains(document.activeElement)
    )
      node.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    if (known !== undefined && known.node !== node) known.node.remove();
    node.dataset["element"] = element.id;
    node.style.setProperty("--share", `${(element.share ?? 1) * 100}%`);
    this.nodes.set(element.id, { kind: element.kind, node, text });
    return node;
  }

  private fill(node: HTMLElement, element: Piece): void {
    const press = (value: PressValue) => (): void => this.onPress(element.id, value);
    switch (element.kind) {
      case "text":
        node.textContent = element.text;
        node.className = `text is-${element.role ?? "body"}`;
        return;
      case "button":
      case "toggle": {
        const isToggle = element.kind === "toggle";
        node.textContent = element.label;
        node.className = isToggle ? "toggle" : `button is-${element.tone ?? "plain"}`;
        node.onclick = press(isToggle ? !element.value : null);
        if (isToggle) node.setAttribute("aria-checked", String(element.value));
        else if (element.isPressed !== undefined)
          node.setAttribute("aria-pressed", String(element.isPressed));
        else node.removeAttribute("aria-pressed");
        node.setAttribute("aria-busy", String(element.isPending ?? false));
        (node as HTMLButtonElement).disabled = element.isDisabled ?? false;
        return;
      }
      case "slider":
        this.fillSlider(node, element);
        return;
      case "stepper":
        this.fillStepper(node, element);
        return;
      case "choice":
        this.fillChoice(node, element);
        return;
      case "image": {
        node.className = "image";
        const picture = pictureOf(element.url, element.label);
        picture.style.aspectRatio = String(element.aspect);
        if (!element.isPressable) {
          node.replaceChildren(picture);
          return;
        }
        const around = button("", element.label);
        around.append(picture);
        around.onclick = press(null);
        node.replaceChildren(around);
        return;
      }
      case "list":
        this.fillList(node, element);
    }
  }

  private fillSlider(node: HTMLElement, element: Slider): void {
    const [name, value, input] = node.children;
    if (!(input instanceof HTMLInputElement) || name === undefined || value === undefined) return;
    name.textContent = element.label;
    value.textContent = element.text;
    input.min = String(element.minimum);
    input.max = String(element.maximum);
    input.step = String(element.step);
    input.value = String(element.value);
    input.disabled = element.isDisabled ?? false;
    input.setAttribute("aria-label", element.label);
    input.setAttribute("aria-valuetext", element.text);
    input.onchange = () => this.onPress(element.id, Number(input.value));
  }

  private fillStepper(node: HTMLElement, element: Stepper): void {
    const language = this.language();
    node.setAttribute("role", "group");
    node.setAttribute("aria-label", element.label);
    const name = span("name", element.label);
    const value = document.createElement("output");
    value.textContent = element.text;
    const step = (by: 1 | -1): HTMLButtonElement => {
      const number = next(element, by);
      const label = `${element.label} ${say(by > 0 ? "increase" : "decrease", language)}`;
      const one = button(by > 0 ? "+" : "−", label);
      one.dataset["key"] = String(by);
      one.disabled = (element.isDisabled ?? false) || number === element.value;
      one.onclick = () => this.onPress(element.id, number);
      return one;
    };
    node.replaceChildren(name, step(-1), value, step(1));
  }

  private fillChoice(node: HTMLElement, element: Choice): void {
    node.setAttribute("role", "group");
    node.setAttribute("aria-label", element.label);
    const options = element.options.map((option) => {
      const one = button(option.label);
      one.dataset["key"] = option.value;
      one.setAttribute("aria-pressed", String(option.value === element.value));
      one.disabled = element.isDisabled ?? false;
      one.onclick = () => this.onPress(element.id, option.value);
      return one;
    });
    node.replaceChildren(span("name", element.label), ...options);
  }

  private fillList(node: HTMLElement, element: List): void {
    const rows = document.createElement("ul");
    rows.setAttribute("aria-label", element.label);
    rows.style.setProperty("--columns", String(element.columns ?? 1));
    for (const row of shownRows(element)) {
      const one = button("");
      one.dataset["key"] = row.value;
      if (row.image !== undefined) one.append(pictureOf(row.image, ""));
      one.append(span("name", row.label), span("detail", row.detail ?? ""));
      if (row.isPressed !== undefined) one.setAttribute("aria-pressed", String(row.isPressed));
      one.onclick = () => this.onPress(element.id, row.value);
      const item = document.createElement("li");
      item.append(one);
      rows.append(item);
    }
    const { back, on } = pages(element);
    const turn = (word: "pageBack" | "pageOn", to: number | null): HTMLButtonElement => {
      const one = button(say(word, this.language()));
      one.dataset["key"] = word;
      one.disabled = to === null;
      one.onclick = () => this.onPress(element.id, to);
      return one;
    };
    const hasPages = element.rows.length > element.count;
    node.replaceChildren(rows, ...(hasPages ? [turn("pageBack", back), turn("pageOn", on)] : []));
  }
}

function made(element: Piece): HTMLElement {
  const node = document.createElement(
    element.kind === "text"
      ? "p"
      : element.kind === "button" || element.kind === "toggle"
        ? "button"
        : "div",
  );
  node.className = element.kind;
  if (node instanceof HTMLButtonElement) node.type = "button";
  if (element.kind === "toggle") node.setAttribute("role", "switch");
  if (element.kind === "slider") {
    const input = document.createElement("input");
    input.type = "range";
    node.append(span("name", ""), document.createElement("output"), input);
  }
  return node;
}

function keyOfFocus(node: HTMLElement): string | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === node || !node.contains(focused)) return null;
  return focused.dataset["key"] ?? null;
}

export function button(text: string, label?: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (label !== undefined) made.setAttribute("aria-label", label);
  return made;
}

function span(name: string, text: string): HTMLSpanElement {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = text;
  return made;
}

function pictureOf(url: string | null, label: string): HTMLElement {
  if (url === null) return span("no-picture", "");
  const picture = document.createElement("img");
  picture.src = url;
  picture.alt = label;
  picture.loading = "lazy";
  return picture;
}
