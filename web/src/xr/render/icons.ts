// Line icons on a grid of 24 for marks in space, one a type of thing; drawn on a canvas.

const DROP = "M12 3s6 6.4 6 11a6 6 0 0 1-12 0c0-4.6 6-11 6-11Z";
const HEAT =
  "M7 20c-2.2-3 2.2-5 0-8s2.2-5 0-8M12 20c-2.2-3 2.2-5 0-8s2.2-5 0-8M17 20c-2.2-3 2.2-5 0-8s2.2-5 0-8";
const AIR = "M3 9h11a3 3 0 1 0-3-3M3 13h15a3 3 0 1 1-3 3M3 17h6a2 2 0 1 1-2 2";
const DRUM =
  "M5 3h14a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM12 18.5a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM7 5.8h2";
const ROBOT =
  "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM5 16.5h14";
const STAR = "M12 3l2.2 6.8L21 12l-6.8 2.2L12 21l-2.2-6.8L3 12l6.8-2.2L12 3Z";
const BODY = "M6 11h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1Z";

const PATHS: Readonly<Record<string, string>> = {
  light:
    "M9.5 18h5M10.5 21h3M12 3a6 6 0 0 0-3.6 10.8c.7.5 1.1 1.3 1.1 2.2h5c0-.9.4-1.7 1.1-2.2A6 6 0 0 0 12 3Z",
  air_conditioner:
    "M4 5h16a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM6.5 9h8M8 15.5c0 2-2 2-2 4M12 15.5v4M16 15.5c0 2 2 2 2 4",
  thermostat: HEAT,
  heater: HEAT,
  water_heater: DROP,
  humidifier: DROP,
  dehumidifier: DROP,
  air_purifier: AIR,
  diffuser: AIR,
  fan: "M12 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM12 10.5c-2-3-1-7 2-7s3.5 3.5-.7 7.7M13.5 12c3-2 7-1 7 2s-3.5 3.5-7.7-.7M12 13.5c2 3 1 7-2 7s-3.5-3.5.7-7.7M10.5 12c-3 2-7 1-7-2s3.5-3.5 7.7.7",
  cover: "M3 4h18M5 4c0 7 5 8 5 16H5V4ZM19 4c0 7-5 8-5 16h5V4Z",
  tv: "M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM8 20.5h8",
  speaker:
    "M7 3h10a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM12 7h.01M12 18a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
  headset:
    "M3 10a3 3 0 0 1 3-3h12a3 3 0 0 1 3 3v5a3 3 0 0 1-3 3h-2.5l-2-2.5h-3l-2 2.5H6a3 3 0 0 1-3-3v-5Z",
  vacuum: ROBOT,
  mower: ROBOT,
  washer: `${DRUM}M9 14c1.5-1.5 3 1.5 6 0`,
  dryer: `${DRUM}M10.5 16c-.8-1.5.8-2.5 0-4M13.5 16c-.8-1.5.8-2.5 0-4`,
  dishwasher:
    "M5 3h14a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM4 8h16M7 5.5h2M8 13h8M8 17h8",
  refrigerator:
    "M7 3h10a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM6 10h12M9 6v1.5M9 13v3",
  oven: "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM4 9h16M7 6.5h.01M10 6.5h.01M8 12.5h8v4H8z",
  cooktop:
    "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM9.5 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM15 17a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  outlet: "M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0V8ZM12 17v4",
  switch: "M12 3v8M7 6.5a8 8 0 1 0 10 0",
  lock: `${BODY}M8 11V8a4 4 0 0 1 8 0v3`,
  unlocked: `${BODY}M8 11V7a4 4 0 0 1 7.7-1.5`,
  valve: "M12 12V7M8 6h8M3 12h4v7H3M21 12h-4v7h4M7 13.5h10v4H7z",
  scene: STAR,
  script: STAR,
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
};
const ANY = "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z";

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
  const path = made.get(name) ?? new Path2D(PATHS[name] ?? ANY);
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
