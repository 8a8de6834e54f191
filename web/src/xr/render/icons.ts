// Icons drawn on a canvas, for marks in space: one a type of thing.

import { iconPath } from "../../model/icons";

const made = new Map<string, Path2D>();

/** Draw an icon with its middle at a place, so many pixels wide. */
export function drawIcon(
  c: CanvasRenderingContext2D,
  name: string,
  x: number,
  y: number,
  size: number,
  color: string,
): void {
  const path = made.get(name) ?? new Path2D(iconPath(name));
  made.set(name, path);
  c.save();
  c.translate(x - size / 2, y - size / 2);
  c.scale(size / 24, size / 24);
  c.strokeStyle = color;
  c.lineWidth = 1.8;
  c.lineCap = "round";
  c.lineJoin = "round";
  c.stroke(path);
  c.restore();
}
