// An emulated Quest 3 in the place of the browser's own WebXR.

import { metaQuest3, XRDevice } from "iwer";

const device = new XRDevice(metaQuest3, { stereoEnabled: true });
device.installRuntime({ forceInstall: true });
device.position.set(0, 1.6, 0);
globalThis.xrDevice = device;
