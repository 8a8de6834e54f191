// What is to be read, on a plate in space: drawn when its lines change, once for both eyes.

import {
  CanvasTexture,
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  SRGBColorSpace,
} from "three";
import { wrapped } from "../../logic/panel";
import { FAMILY, needGlyphs } from "../../render/fonts";
import type { Plate } from "../logic/screen";

/** A line of subtitles is 1.5 degrees high where the plate is as wide as it is far. */
const LINE_SHARE = 1 / 30;
const CANVAS_WIDTH = 1536;
const LINE_PX = CANVAS_WIDTH * LINE_SHARE;
const STEP_PX = Math.round(LINE_PX * 1.35);
const MOST_LINES = 4;
const CANVAS_HEIGHT = 256;

export class CaptionPlate {
  readonly mesh: Mesh<PlaneGeometry, MeshBasicMaterial>;
  private readonly canvas = document.createElement("canvas");
  private readonly context = this.canvas.getContext("2d");
  private readonly texture: CanvasTexture;
  private lines: readonly string[] = [];
  private isStale = false;

  constructor() {
    this.canvas.width = CANVAS_WIDTH;
    this.canvas.height = CANVAS_HEIGHT;
    this.texture = new CanvasTexture(this.canvas);
    this.texture.colorSpace = SRGBColorSpace;
    this.texture.minFilter = LinearMipmapLinearFilter;
    this.texture.magFilter = LinearFilter;
    const material = new MeshBasicMaterial({ map: this.texture, transparent: true });
    material.toneMapped = false;
    material.depthTest = false;
    material.depthWrite = false;
    this.mesh = new Mesh(new PlaneGeometry(1, 1), material);
    this.mesh.name = "captions";
    this.mesh.renderOrder = 5; // over the film, under the panels
    this.mesh.visible = false;
  }

  /** Stand where a plate is. */
  stand({ width_m, bottom_m, distance_m }: Plate): void {
    const height = (width_m * CANVAS_HEIGHT) / CANVAS_WIDTH;
    this.mesh.scale.set(width_m, height, 1);
    this.mesh.position.set(0, bottom_m + height / 2, -distance_m);
  }

  setLines(lines: readonly string[]): void {
    this.lines = lines;
    this.isStale = true;
    if (lines.length > 0) needGlyphs(lines.join(""), this.redraw);
  }

  private readonly redraw = (): void => {
    this.isStale = true;
  };

  /** Draw what changed. */
  flush(): void {
    if (!this.isStale) return;
    this.isStale = false;
    this.mesh.visible = this.lines.length > 0;
    if (this.context === null || this.lines.length === 0) return;
    this.draw(this.context);
    this.texture.needsUpdate = true;
  }

  private draw(c: CanvasRenderingContext2D): void {
    c.clearRect(0, 0, CANVAS_WIDTH, CANVAS_HEIGHT);
    c.font = `500 ${Math.round(LINE_PX)}px ${FAMILY}`;
    c.textAlign = "center";
    c.textBaseline = "middle";
    const width = CANVAS_WIDTH - 2 * LINE_PX;
    const measure = (text: string): number => c.measureText(text).width;
    const broken = this.lines.flatMap((line) =>
      wrapped(line, width, LINE_PX, false, measure, MOST_LINES),
    );
    const shown = broken.slice(-MOST_LINES);
    const top = CANVAS_HEIGHT - shown.length * STEP_PX;
    for (const [index, line] of shown.entries()) {
      const y = top + index * STEP_PX;
      const wide = measure(line) + LINE_PX;
      c.fillStyle = "rgb(0 0 0 / 72%)";
      c.fillRect((CANVAS_WIDTH - wide) / 2, y, wide, STEP_PX);
      c.fillStyle = "#fffdf8";
      c.fillText(line, CANVAS_WIDTH / 2, y + STEP_PX / 2);
    }
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.texture.dispose();
    this.mesh.removeFromParent();
  }
}
