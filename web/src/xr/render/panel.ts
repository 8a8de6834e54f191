// Draws a panel's layout on one canvas texture, and finds what a ray meets on it.
//
// What is pointed at is a quad of its own that moves: pointing draws no canvas anew.

import {
  CanvasTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  SRGBColorSpace,
  Vector3,
} from "three";
import {
  type Box,
  cut,
  type Frame,
  hasPictures,
  type Laid,
  LINE_M,
  type List,
  laid,
  type Measure,
  type PanelModel,
  type Press,
  pressOf,
  shownRows,
  TARGET_M,
  track,
  type Zone,
  zoneAt,
} from "../logic/panel";
import { FAMILY, needGlyphs } from "./fonts";

/** More than the best headsets show of a panel 1.2 m away: 1 m is 45 degrees there, of 25 to 34 px. */
const PX_PER_M = 1500;
const INK = "#f6ece2";
const QUIET = "#c4b3a5";
const CARD = "rgb(30 23 19 / 96%)";
const EDGE = "#5a4a40";
const WELL = "#43362e";
const EMBER = "#f2995f";
const EMBER_INK = "#2b1307";
const TROUBLE = "#ff9d9d";
const ROUND_M = 0.024;

const paper = document.createElement("canvas").getContext("2d");

/** Measure with the font that draws. */
export const measure: Measure = (text, line_m, isBold) => {
  if (paper === null) return 0;
  paper.font = fontOf(line_m * PX_PER_M, isBold);
  return paper.measureText(text).width / PX_PER_M;
};

/** The size of letters is three quarters of their line. */
const fontOf = (line_px: number, isBold: boolean): string =>
  `${isBold ? 700 : 500} ${Math.round(line_px * 0.75)}px ${FAMILY}`;

/** Pictures by address, shared by all panels; the oldest are let go. */
const pictures = new Map<string, HTMLImageElement>();
const MAX_PICTURES = 120;

function pictureOf(url: string, onLoaded: () => void): HTMLImageElement | null {
  const known = pictures.get(url);
  if (known !== undefined) {
    if (known.complete) return known.naturalWidth > 0 ? known : null;
    known.addEventListener("load", onLoaded, { once: true });
    return null;
  }
  for (const oldest of pictures.keys()) {
    if (pictures.size < MAX_PICTURES) break;
    pictures.delete(oldest);
  }
  const picture = new Image();
  picture.addEventListener("load", onLoaded, { once: true });
  picture.src = url;
  pictures.set(url, picture);
  return null;
}

const normal = new Vector3();
const offset = new Vector3();

export class PanelView {
  readonly mesh: Mesh<PlaneGeometry, MeshBasicMaterial>;
  private readonly glow: Mesh<PlaneGeometry, MeshBasicMaterial>;
  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d");
  private texture: CanvasTexture | null = null;
  private model: PanelModel | null = null;
  /** How its model is laid out; null: nothing is drawn yet. */
  laid: Laid | null = null;
  private shownAs = "";
  /** What a slider shows while it is dragged. */
  private draft: Press | null = null;
  private isStale = false;
  /** Where a ray met it last: from the left and from the top, 0 to 1. */
  u = 0;
  v = 0;

  constructor() {
    this.mesh = new Mesh(
      new PlaneGeometry(1, 1),
      new MeshBasicMaterial({ transparent: true, toneMapped: false, depthWrite: false }),
    );
    this.glow = new Mesh(
      new PlaneGeometry(1, 1),
      new MeshBasicMaterial({
        ...{ color: 0xffffff, transparent: true, opacity: 0.14 },
        ...{ toneMapped: false, depthWrite: false },
      }),
    );
    this.glow.position.z = 0.002;
    this.glow.visible = false;
    this.mesh.renderOrder = 10;
    this.glow.renderOrder = 11;
    this.mesh.add(this.glow);
    this.mesh.visible = false;
  }

  /** Show a panel's model, or nothing; it is drawn before the next frame. */
  show(model: PanelModel | null): void {
    const as = model === null ? "" : JSON.stringify(model);
    if (as === this.shownAs) return;
    this.shownAs = as;
    this.model = model;
    this.draft = null;
    this.mesh.visible = model !== null;
    this.isStale = model !== null;
    if (model !== null) needGlyphs(as, this.redraw);
  }

  private readonly redraw = (): void => {
    this.isStale = this.model !== null;
  };

  /** Draw what changed, and say whether anything did; called before each frame. */
  flush(): boolean {
    if (!this.isStale || this.model === null) return false;
    this.isStale = false;
    this.laid = laid(this.model, measure);
    this.draw(this.laid);
    return true;
  }

  /** Return how far along a ray it meets the panel, and leave where in `u` and `v`; -1: it does not. */
  meet(origin: Vector3, direction: Vector3): number {
    const { laid, mesh } = this;
    if (laid === null || !mesh.visible) return -1;
    const at = mesh.matrixWorld.elements;
    normal.set(at[8], at[9], at[10]).normalize();
    const facing = normal.dot(direction);
    if (facing > -0.05) return -1; // from behind, or along it
    offset.setFromMatrixPosition(mesh.matrixWorld).sub(origin);
    const distance = offset.dot(normal) / facing;
    if (distance <= 0) return -1;
    offset.copy(origin).addScaledVector(direction, distance);
    mesh.worldToLocal(offset);
    this.u = offset.x + 0.5;
    this.v = 0.5 - offset.y;
    return this.u >= 0 && this.u <= 1 && this.v >= 0 && this.v <= 1 ? distance : -1;
  }

  /** Return what stands where the last ray met the panel. */
  zone(): Zone | null {
    return this.laid === null ? null : zoneAt(this.laid, this.u, this.v);
  }

  press(zone: Zone, u: number): Press | null {
    return this.laid === null ? null : pressOf(this.laid, zone, u);
  }

  /** Show the value that a drag has reached. */
  drag(press: Press | null): void {
    if (press?.value === this.draft?.value) return;
    this.draft = press;
    this.isStale = true;
  }

  /** Let a zone glow, or none. */
  point(zone: Zone | null): void {
    this.glow.visible = zone !== null;
    if (zone === null || this.laid === null) return;
    const { width, height } = this.laid;
    this.glow.scale.set(zone.width / width, zone.height / height, 1);
    this.glow.position.x = (zone.x + zone.width / 2) / width - 0.5;
    this.glow.position.y = 0.5 - (zone.y + zone.height / 2) / height;
  }

  get height_m(): number {
    return this.laid?.height ?? 0;
  }

  dispose(): void {
    this.texture?.dispose();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.glow.geometry.dispose();
    this.glow.material.dispose();
    this.mesh.removeFromParent();
  }

  // --- drawing -----------------------------------------------------------------------------------

  private draw(panel: Laid): void {
    const { context, canvas } = this;
    if (context === null) return;
    const [width, height] = [
      Math.round(panel.width * PX_PER_M),
      Math.round(panel.height * PX_PER_M),
    ];
    if (canvas.width !== width || canvas.height !== height || this.texture === null) {
      canvas.width = width;
      canvas.height = height;
      this.texture?.dispose();
      this.texture = new CanvasTexture(canvas);
      this.texture.colorSpace = SRGBColorSpace;
      this.texture.minFilter = LinearMipmapLinearFilter;
      this.texture.magFilter = LinearFilter;
      this.texture.anisotropy = 4;
      this.mesh.material.map = this.texture;
      this.mesh.material.needsUpdate = true;
    }
    this.mesh.scale.set(panel.width, panel.height, 1);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.scale(PX_PER_M, PX_PER_M);
    context.textBaseline = "middle";
    fill(context, { x: 0, y: 0, width: panel.width, height: panel.height }, CARD, ROUND_M * 1.4);
    const edge = { x: 0.002, y: 0.002, width: panel.width - 0.004, height: panel.height - 0.004 };
    outline(context, edge, EDGE, ROUND_M * 1.4);
    panel.title.forEach((line, index) => {
      write(context, line, 0.03, 0.03 + 0.044 * (index + 0.5), 0.044, INK, true);
    });
    for (const frame of panel.frames) {
      const zones = panel.zones.filter((zone) => zone.element === frame.element.id);
      this.drawFrame(context, frame, zones);
    }
    for (const zone of panel.zones) if (zone.label === "×") sign(context, zone, "×", WELL);
    this.texture.needsUpdate = true;
  }

  private drawFrame(c: CanvasRenderingContext2D, frame: Frame, zones: readonly Zone[]): void {
    const { element, x, y, width, height } = frame;
    const middle = y + height / 2;
    switch (element.kind) {
      case "text":
        frame.lines.forEach((line, index) => {
          const color =
            element.role === "trouble" ? TROUBLE : element.role === "note" ? QUIET : INK;
          const isBold = element.role === "heading";
          write(c, line, x, y + frame.line_m * (index + 0.5), frame.line_m, color, isBold);
        });
        return;
      case "button": {
        const isMain = element.tone === "main" || element.isPressed === true;
        const ground = element.isDisabled ? CARD : isMain ? EMBER : WELL;
        const ink = element.isDisabled
          ? EDGE
          : isMain
            ? EMBER_INK
            : element.tone === "danger"
              ? TROUBLE
              : INK;
        fill(c, frame, ground, ROUND_M);
        if (element.isDisabled) outline(c, frame, EDGE);
        const label = cut(element.label, width - 0.02, LINE_M, measure);
        write(c, label, x + width / 2, middle, LINE_M, ink, isMain, "center");
        return;
      }
      case "toggle": {
        const label = cut(element.label, width - 0.14, LINE_M, measure);
        write(c, label, x, middle, LINE_M, INK);
        const knob = { x: x + width - 0.105, y: middle - 0.028, width: 0.105, height: 0.056 };
        fill(c, knob, element.value ? EMBER : WELL, 0.028);
        const at = element.isPending ? 0.5 : element.value ? 1 : 0;
        dot(c, knob.x + 0.028 + at * 0.049, middle, 0.021, element.value ? EMBER_INK : INK);
        return;
      }
      case "slider": {
        const value = this.draftOf(element.id) ?? element.value;
        const share = (value - element.minimum) / (element.maximum - element.minimum || 1);
        write(c, cut(element.label, width * 0.6, LINE_M, measure), x, y + LINE_M / 2, LINE_M, INK);
        const text = value === element.value ? element.text : String(value);
        write(c, text, x + width, y + LINE_M / 2, LINE_M, INK, true, "right");
        const zone = zones[0] ?? { ...frame, y: y + height - TARGET_M, height: TARGET_M };
        const [from, to] = track(zone);
        const level = zone.y + zone.height / 2;
        const bar = { x: from, y: level - 0.008, width: to - from, height: 0.016 };
        fill(c, bar, WELL, 0.008);
        fill(c, { ...bar, width: Math.max(0.016, bar.width * share) }, EMBER, 0.008);
        dot(c, from + share * (to - from), level, 0.023, element.isDisabled ? EDGE : INK);
        return;
      }
      case "stepper": {
        const free = width - 3.9 * TARGET_M - 0.01;
        write(c, cut(element.label, free, LINE_M, measure), x, middle, LINE_M, INK);
        const left = { x: x + width - 3.9 * TARGET_M, y, width: TARGET_M, height };
        sign(c, left, "−", zones.some((one) => one.label === "−") ? WELL : CARD);
        const right = { ...left, x: x + width - TARGET_M };
        sign(c, right, "+", zones.some((one) => one.label === "+") ? WELL : CARD);
        const center = x + width - 1.95 * TARGET_M;
        write(c, element.text, center, middle, 0.04, INK, true, "center");
        return;
      }
      case "choice":
        if (element.label !== "") write(c, element.label, x, y + LINE_M / 2, LINE_M, QUIET);
        for (const zone of zones) {
          fill(c, zone, zone.isPressed ? EMBER : WELL, ROUND_M);
          const ink = zone.isPressed ? EMBER_INK : INK;
          const label = cut(zone.label, zone.width - 0.016, LINE_M, measure);
          const at = [zone.x + zone.width / 2, zone.y + zone.height / 2] as const;
          write(c, label, at[0], at[1], LINE_M, ink, zone.isPressed, "center");
        }
        return;
      case "image":
        this.picture(c, frame, element.url);
        return;
      case "list":
        this.drawList(c, element, zones);
    }
  }

  private drawList(c: CanvasRenderingContext2D, list: List, zones: readonly Zone[]): void {
    const rows = shownRows(list);
    const isGrid = (list.columns ?? 1) > 1 && hasPictures(list);
    zones.forEach((zone, index) => {
      const row = rows[index];
      if (row === undefined) {
        sign(c, zone, zone.label, WELL);
        return;
      }
      fill(c, zone, zone.isPressed ? "#6b4526" : "#352a23", 0.016);
      const detail = row.detail ?? "";
      const note_m = 0.029;
      if (isGrid) {
        const picture = { ...zone, height: zone.width / (list.aspect ?? 16 / 9) };
        this.picture(c, picture, row.image ?? null);
        const label = cut(row.label, zone.width - 0.016, LINE_M, measure);
        const top = zone.y + picture.height + 0.004;
        write(c, label, zone.x + 0.008, top + LINE_M / 2, LINE_M, INK);
        const under = cut(detail, zone.width - 0.016, note_m, measure);
        write(c, under, zone.x + 0.008, top + LINE_M + note_m / 2, note_m, QUIET);
        return;
      }
      let left = zone.x + 0.016;
      if (row.image !== undefined) {
        const wide = zone.height * (list.aspect ?? 16 / 9);
        this.picture(c, { x: zone.x, y: zone.y, width: wide, height: zone.height }, row.image);
        left = zone.x + wide + 0.012;
      }
      const free = zone.x + zone.width - left - 0.012;
      const label = cut(row.label, free, LINE_M, measure);
      if (detail === "") {
        write(c, label, left, zone.y + zone.height / 2, LINE_M, INK);
        return;
      }
      const top = zone.y + (zone.height - LINE_M - note_m) / 2;
      write(c, label, left, top + LINE_M / 2, LINE_M, INK);
      write(c, cut(detail, free, note_m, measure), left, top + LINE_M + note_m / 2, note_m, QUIET);
    });
  }

  private picture(c: CanvasRenderingContext2D, box: Box, url: string | null): void {
    const picture = url === null ? null : pictureOf(url, this.redraw);
    fill(c, box, WELL, 0.016);
    if (picture === null) return;
    const scale = Math.max(box.width / picture.naturalWidth, box.height / picture.naturalHeight);
    const [wide, high] = [box.width / scale, box.height / scale];
    const left = (picture.naturalWidth - wide) / 2;
    const top = (picture.naturalHeight - high) / 2;
    c.save();
    c.beginPath();
    c.roundRect(box.x, box.y, box.width, box.height, 0.016);
    c.clip();
    c.drawImage(picture, left, top, wide, high, box.x, box.y, box.width, box.height);
    c.restore();
  }

  private draftOf(element: string): number | null {
    const { draft } = this;
    return draft?.element === element && typeof draft.value === "number" ? draft.value : null;
  }
}

function fill(c: CanvasRenderingContext2D, box: Box, color: string, round_m: number): void {
  c.fillStyle = color;
  c.beginPath();
  c.roundRect(box.x, box.y, box.width, box.height, round_m);
  c.fill();
}

function outline(c: CanvasRenderingContext2D, box: Box, color: string, round_m = ROUND_M): void {
  c.strokeStyle = color;
  c.lineWidth = 0.002;
  c.beginPath();
  c.roundRect(box.x, box.y, box.width, box.height, round_m);
  c.stroke();
}

function dot(
  c: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  color: string,
): void {
  c.fillStyle = color;
  c.beginPath();
  c.arc(x, y, radius, 0, Math.PI * 2);
  c.fill();
}

function sign(c: CanvasRenderingContext2D, box: Box, text: string, ground: string): void {
  fill(c, box, ground, ROUND_M);
  const ink = ground === CARD ? EDGE : INK;
  write(c, text, box.x + box.width / 2, box.y + box.height / 2, 0.05, ink, true, "center");
}

/** Write one line, its middle at `y`; browsers draw no letters below 1 px, so in pixels. */
function write(
  c: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  line_m: number,
  color: string,
  isBold = false,
  align: CanvasTextAlign = "left",
): void {
  c.save();
  c.setTransform(1, 0, 0, 1, 0, 0);
  c.font = fontOf(line_m * PX_PER_M, isBold);
  c.fillStyle = color;
  c.textAlign = align;
  c.fillText(text, x * PX_PER_M, (y + line_m * 0.03) * PX_PER_M);
  c.restore();
}
