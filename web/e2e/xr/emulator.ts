// A headset for tests: an emulated Quest 3, put in the place of the browser's own WebXR.
//
// Bundled for tests alone, and injected before the page's scripts run; no page of ours imports it.

import { metaQuest3, XRDevice } from "iwer";

export const device = new XRDevice(metaQuest3, { stereoEnabled: true });
// Chromium has a `navigator.xr` of its own: without force the emulator leaves it in place.
device.installRuntime({ forceInstall: true });
device.controlMode = "programmatic";
device.position.set(0, 1.6, 0);
Object.defineProperty(window, "headset", { value: device });
