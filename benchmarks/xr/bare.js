// three.js and nothing else: what drawing alone costs.

import { PerspectiveCamera, Scene, WebGLRenderer } from "three";
import { things } from "./scene.js";

const scene = new Scene();
const camera = new PerspectiveCamera(70, 2, 0.05, 50);
const renderer = new WebGLRenderer({ antialias: false });
renderer.setSize(640, 320, false);
document.body.append(renderer.domElement);
renderer.xr.enabled = true;
for (const thing of things()) scene.add(thing);
renderer.setAnimationLoop(() => renderer.render(scene, camera));
const floor = { optionalFeatures: ["local-floor"] };
globalThis.enter = async () =>
  renderer.xr.setSession(await navigator.xr.requestSession("immersive-vr", floor));
globalThis.renderer = renderer;
