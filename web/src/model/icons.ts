// Line icons on a grid of 24: paths of SVG and of canvases, by type of thing and by what is done.

const DROP = "M12 3s6 6.4 6 11a6 6 0 0 1-12 0c0-4.6 6-11 6-11Z";
const HEAT =
  "M7 20c-2.2-3 2.2-5 0-8s2.2-5 0-8M12 20c-2.2-3 2.2-5 0-8s2.2-5 0-8M17 20c-2.2-3 2.2-5 0-8s2.2-5 0-8";
const AIR = "M3 9h11a3 3 0 1 0-3-3M3 13h15a3 3 0 1 1-3 3M3 17h6a2 2 0 1 1-2 2";
const DRUM =
  "M5 3h14a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM12 18.5a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM7 5.8h2";
const ROBOT =
  "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM5 16.5h14";

const PERSON = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 21a7 7 0 0 1 14 0";
const MICROPHONE =
  "M12 14.5a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v5.5a3 3 0 0 0 3 3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3";

const PATHS: Readonly<Record<string, string>> = {
  light:
    "M9.5 18h5M10.5 21h3M12 3a6 6 0 0 0-3.6 10.8c.7.5 1.1 1.3 1.1 2.2h5c0-.9.4-1.7 1.1-2.2A6 6 0 0 0 12 3Z",
  air_conditioner:
    "M4 5h16a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM6.5 9h8M8 15.5c0 2-2 2-2 4M12 15.5v4M16 15.5c0 2 2 2 2 4",
  thermostat: HEAT,
  heater: HEAT,
  water_heater: DROP,
  humidifier: `${DROP}M9 14.5a3 3 0 0 0 3 3`,
  dehumidifier: `${DROP}M9.5 14.5h5`,
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
  lock: "M6 11h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1ZM8 11V8a4 4 0 0 1 8 0v3",
  unlocked:
    "M6 11h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1ZM8 11V7a4 4 0 0 1 7.7-1.5",
  valve: "M12 12V7M8 6h8M3 12h4v7H3M21 12h-4v7h4M7 13.5h10v4H7z",
  sensor: "M14 13.5V5.5a2 2 0 0 0-4 0v8a4 4 0 1 0 4 0ZM12 9v7.5",
  scene: "M12 3l2.2 6.8L21 12l-6.8 2.2L12 21l-2.2-6.8L3 12l6.8-2.2L12 3Z",
  script: "M12 3l2.2 6.8L21 12l-6.8 2.2L12 21l-2.2-6.8L3 12l6.8-2.2L12 3Z",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  person: PERSON,
  owner: PERSON,
  adult: PERSON,
  child:
    "M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM6.5 20.5v-1a5.5 5.5 0 0 1 11 0v1M10.6 7h.01M13.4 7h.01",
  guest:
    "M5 8h14a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1ZM9 8V5h6v3M4 13h16",
  voice: MICROPHONE,
  program: "M8.5 8L4 12l4.5 4M15.5 8L20 12l-4.5 4M13.5 5l-3 14",
  timer: "M12 21a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 9v4l2.5 1.5M9.5 2.5h5",
  calendar:
    "M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM4 10h16M8 3v4M16 3v4",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15L6 17ZM10 21h4",
  send: "M12 19V5M6 11l6-6 6 6",
  microphone: MICROPHONE,
  stop: "M8 8h8v8H8z",
  more: "M6 9.5l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  moon: "M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5Z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  play: "M8 5l11 7-11 7V5Z",
  pause: "M8 5v14M16 5v14",
  next: "M6 5l9 7-9 7V5ZM18 5v14",
  previous: "M18 5l-9 7 9 7V5ZM6 5v14",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
  minus: "M6 12h12",
  plus: "M6 12h12M12 6v12",
  check: "M5 12.5l4.5 4.5L19 7",
  sound: "M4 10v4h3.5L12 18V6L7.5 10H4ZM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  silence: "M4 10v4h3.5L12 18V6L7.5 10H4ZM16 9.5l5 5M21 9.5l-5 5",
  back: "M11 5l-7 7 7 7M4 12h16",
  people:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20a6.5 6.5 0 0 1 13 0M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.8",
  key: "M14.5 14a5 5 0 1 0-4.6-3L4 17v3h3l1-1v-2h2v-2l1.4-1.4a5 5 0 0 0 3.1.4ZM16 8h.01",
  edit: "M5 19h3.5L19 8.5 15.5 5 5 15.5V19ZM13 7.5l3.5 3.5",
  delete: "M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  home: "M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1v-8Z",
  plan: "M4 4h16v16H4zM4 12h7M11 4v4.5M11 12v2.5M15 20v-6h5",
  graph: "M4 4v15a1 1 0 0 0 1 1h15M7.5 15.5l3.5-5 3.5 3 5-7",
  history: "M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.8",
  settings:
    "M4 7h8M16 7h4M14 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM4 17h2M10 17h10M8 19.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
  talk: "M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-7l-4.5 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z",
  touch:
    "M9 11.5V6a1.6 1.6 0 0 1 3.2 0v5l4.6.9a2 2 0 0 1 1.6 2.2L17.8 18a3 3 0 0 1-3 2.6H12a4 4 0 0 1-3.2-1.6L5.6 14.8a1.5 1.5 0 0 1 2.3-1.9L9 14v-2.5Z",
  undo: "M8.5 5L4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11H9",
  energy: "M13 3L5 13.5h6L10 21l8-10.5h-6L13 3Z",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1.2 1.2M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2",
  shield: "M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6L12 3ZM8.8 12l2.3 2.3 4.2-4.6",
  film: "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM8 4v16M16 4v16M4 9h4M4 15h4M16 9h4M16 15h4",
  whole:
    "M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4",
  leave: "M10 4H5a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h5M15 8l4 4-4 4M19 12H9",
};
const ANY = "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z";

/** Return the path of an icon; a ring where there is none of the name. */
export function iconPath(name: string): string {
  return PATHS[name] ?? ANY;
}
