// The cinema as the stage loads it, when somebody opens it.

import type { OpenCinema } from "../render/screen";
import { Cinema } from "./cinema";

export const openCinema: OpenCinema = (host) => new Cinema(host);
