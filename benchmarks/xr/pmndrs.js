// pmndrs/xr without React: its store, its controllers and hands, pointer events on each thing.

import { createXRStore } from "@pmndrs/xr";
import { Clock, Group, PerspectiveCamera, Scene, WebGLRenderer } from "three";
import { things } from "./scene.js";

const scene = new Scene();
const camera = new PerspectiveCamera(70, 2, 0.05, 50);
const renderer = new WebGLRenderer({ antialias: false });
renderer.setSize(640, 320, false);
document.body.append(renderer.domElement);
renderer.xr.enabled = true;
const store = createXRStore(renderer.domElement, scene, () => camera, renderer.xr, {
  emulate: false,
  controller: { model: false }, // a model would come from another host
  hand: { model: false },
});
const origin = new Group();
origin.add(camera);
scene.add(origin);
store.setState({ origin });
for (const thing of things()) {
  const paint = (color) => () => thing.material.color.set(color);
  thing.addEventListener("pointerenter", paint(0xffffff));
  thing.addEventListener("pointerleave", paint(0x88aaff));
  thing.addEventListener("click", paint(0xffaa00));
  scene.add(thing);
}
const clock = new Clock();
renderer.setAnimationLoop((_, frame) => {
  store.update(frame, clock.getDelta() * 1000);
  renderer.render(scene, camera);
});
globalThis.enter = () => store.enterVR();
globalThis.renderer = renderer;
