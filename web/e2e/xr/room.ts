// The emulated headset in a room that it sees: walls, a floor, a table, found as planes.

import { SyntheticEnvironmentModule } from "@iwer/sem";
import captured from "@iwer/sem/captures/living_room.json";
import { device } from "./emulator";

device.installSEM(SyntheticEnvironmentModule);
device.sem?.loadEnvironment(captured);
