// Meta's IWSDK: a world of entities, each of which rays can hover and select.

import { Hovered, Pressed, RayInteractable, SessionMode, World, createSystem } from "@iwsdk/core";
import { things } from "./scene.js";

class Painting extends createSystem({
  hovered: { required: [RayInteractable, Hovered] },
  pressed: { required: [RayInteractable, Pressed] },
}) {
  init() {
    const paint = (color) => (entity) => entity.object3D.material.color.set(color);
    this.queries.hovered.subscribe("qualify", paint(0xffffff));
    this.queries.hovered.subscribe("disqualify", paint(0x88aaff));
    this.queries.pressed.subscribe("qualify", paint(0xffaa00));
  }
}

const container = document.createElement("div");
container.style.cssText = "width:640px;height:320px";
document.body.append(container);
const world = await World.create(container, {
  xr: { sessionMode: SessionMode.ImmersiveVR, offer: "none" },
  render: { defaultLighting: false },
});
world.registerSystem(Painting);
for (const thing of things()) world.createTransformEntity(thing).addComponent(RayInteractable);
globalThis.enter = () => world.launchXR();
globalThis.renderer = world.renderer;
