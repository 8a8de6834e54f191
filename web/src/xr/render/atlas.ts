// One texture for all marks and labels in space: cells that are drawn again when what they say changes.

import {
  CanvasTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  SRGBColorSpace,
  Vector2,
  type WebGLRenderer,
} from "three";
import { FAMILY, needGlyphs } from "./fonts";
import { drawIcon } from "./icons";

export const CELL_W = 408;
export const CELL_H = 96;
const WIDTH = 2048;
const COLUMNS = Math.floor(WIDTH / CELL_W);
/** So many cells fit what headsets can hold: 4096 px is the least of any with WebXR. */
export const MOST_CELLS = COLUMNS * Math.floor(4096 / CELL_H);
/** More changed cells than this are sent as one picture. */
const FEW = 4;

export interface Mark {
  /** What is drawn in the round at the left; null: a room's name, without one. */
  icon: string | null;
  name: string;
  state: string;
  isOn: boolean;
  isAway: boolean;
  isPending: boolean;
  /** A lamp's colour, as CSS. */
  color: string | null;
}

export class Atlas {
  texture: CanvasTexture;
  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d");
  private readonly cell = document.createElement("canvas");
  private readonly cellContext = this.cell.getContext("2d");
  private readonly cellTexture: CanvasTexture;
  private readonly to = new Vector2();
  private drawn: string[] = [];
  private marks: readonly Mark[] = [];
  private changed: number[] = [];
  private isUploaded = false;

  constructor(private readonly onChange: () => void) {
    this.canvas.width = WIDTH;
    this.canvas.height = CELL_H;
    this.cell.width = CELL_W;
    this.cell.height = CELL_H;
    this.cellTexture = new CanvasTexture(this.cell);
    this.cellTexture.flipY = false;
    this.texture = this.made();
  }

  private made(): CanvasTexture {
    const texture = new CanvasTexture(this.canvas);
    texture.flipY = false;
    texture.colorSpace = SRGBColorSpace;
    texture.minFilter = LinearMipmapLinearFilter;
    texture.magFilter = LinearFilter;
    texture.anisotropy = 4;
    this.isUploaded = false;
    return texture;
  }

  /** Where a cell is, in shares of the texture: x, y, width, height. */
  place(index: number, out: [number, number, number, number]): void {
    const rows = this.canvas.height / CELL_H;
    out[0] = ((index % COLUMNS) * CELL_W) / WIDTH;
    out[1] = Math.floor(index / COLUMNS) / rows;
    out[2] = CELL_W / WIDTH;
    out[3] = 1 / rows;
  }

  /** Draw what changed of the marks; say whether the texture is another one now. */
  show(marks: readonly Mark[]): boolean {
    this.marks = marks.slice(0, MOST_CELLS);
    const rows = Math.max(1, Math.ceil(this.marks.length / COLUMNS));
    const isNew = this.canvas.height !== rows * CELL_H;
    if (isNew) {
      this.canvas.height = rows * CELL_H; // this empties it
      this.drawn = [];
      this.texture.dispose();
      this.texture = this.made();
    }
    this.marks.forEach((mark, index) => {
      const as = JSON.stringify(mark);
      if (this.drawn[index] === as) return;
      this.drawn[index] = as;
      this.changed.push(index);
      needGlyphs(mark.name + mark.state, this.redraw);
    });
    for (const index of this.changed) this.draw(index);
    return isNew;
  }

  private readonly redraw = (): void => {
    this.changed = this.marks.map((_, index) => index);
    for (const index of this.changed) this.draw(index);
    this.onChange();
  };

  /** Send what changed to the GPU; called before a frame is drawn. */
  flush(renderer: WebGLRenderer): void {
    if (this.changed.length === 0) return;
    if (!this.isUploaded || this.changed.length > FEW || this.cellContext === null) {
      this.texture.needsUpdate = true;
      this.isUploaded = true;
    } else {
      for (const index of this.changed) {
        const [x, y] = this.corner(index);
        this.cellContext.clearRect(0, 0, CELL_W, CELL_H);
        this.cellContext.drawImage(this.canvas, x, y, CELL_W, CELL_H, 0, 0, CELL_W, CELL_H);
        this.cellTexture.needsUpdate = true;
        renderer.copyTextureToTexture(this.cellTexture, this.texture, null, this.to.set(x, y));
      }
    }
    this.changed = [];
  }

  private corner(index: number): [number, number] {
    return [(index % COLUMNS) * CELL_W, Math.floor(index / COLUMNS) * CELL_H];
  }

  private draw(index: number): void {
    const c = this.context;
    const mark = this.marks[index];
    if (c === null || mark === undefined) return;
    const [x, y] = this.corner(index);
    c.clearRect(x, y, CELL_W, CELL_H);
    c.textBaseline = "middle";
    const left = mark.icon === null ? x : x + CELL_H;
    const widest = CELL_W - 36 - (left - x);
    c.font = `700 36px ${FAMILY}`;
    const name = cut(c, mark.name, widest);
    const nameWidth = c.measureText(name).width;
    c.font = `500 31px ${FAMILY}`;
    const state = cut(c, mark.state, widest);
    const width = Math.min(
      CELL_W - (left - x) - 6,
      Math.max(nameWidth, c.measureText(state).width) + 30,
    );
    c.fillStyle = mark.icon === null ? "rgb(242 153 95 / 94%)" : "rgb(30 23 19 / 90%)";
    c.beginPath();
    c.roundRect(left + 2, y + 3, width, CELL_H - 6, 20);
    c.fill();
    const ink = mark.icon === null ? "#2b1307" : mark.isAway ? "#c4b3a5" : "#fff6ec";
    c.fillStyle = ink;
    c.font = `700 36px ${FAMILY}`;
    c.fillText(name, left + 16, y + (state === "" ? CELL_H / 2 : 30) + 1);
    c.fillStyle = mark.icon === null ? ink : mark.isOn ? "#ffc48f" : "#d3c4b7";
    c.font = `500 31px ${FAMILY}`;
    c.fillText(state, left + 16, y + 69);
    if (mark.icon === null) return;
    const [middleX, middleY, round] = [x + CELL_H / 2, y + CELL_H / 2, CELL_H / 2 - 5];
    c.beginPath();
    c.arc(middleX, middleY, round, 0, Math.PI * 2);
    c.fillStyle = mark.isAway ? "#2a211c" : mark.isOn ? (mark.color ?? "#f2995f") : "#5d4c41";
    c.fill();
    c.lineWidth = 4;
    c.strokeStyle = mark.isPending ? "#ffd9a8" : mark.isOn ? "#fff1e2" : "rgb(255 241 226 / 45%)";
    c.setLineDash(mark.isPending || mark.isAway ? [9, 9] : []);
    c.stroke();
    c.setLineDash([]);
    drawIcon(c, mark.icon, middleX, middleY, 52, mark.isOn ? "#2b1307" : "#fff1e2");
  }

  dispose(): void {
    this.texture.dispose();
    this.cellTexture.dispose();
  }
}

function cut(c: CanvasRenderingContext2D, text: string, width: number): string {
  let kept = text;
  while (kept.length > 1 && c.measureText(kept).width > width) kept = `${kept.slice(0, -2)}…`;
  return kept;
}
