// What each peer shows: sixty things in a grid two metres ahead, each a marker with a name.

import { CanvasTexture, Mesh, MeshBasicMaterial, PlaneGeometry, SphereGeometry } from "three";

export const COUNT = 60;

export function* things() {
  const marker = new SphereGeometry(0.06, 16, 12);
  const plate = new PlaneGeometry(0.22, 0.055);
  for (let number = 0; number < COUNT; number++) {
    const mesh = new Mesh(marker, new MeshBasicMaterial({ color: 0x88aaff }));
    mesh.position.set((number % 10) * 0.25 - 1.125, 0.9 + Math.floor(number / 10) * 0.2, -2);
    const name = new Mesh(plate, new MeshBasicMaterial({ map: labelled(`거실 등 ${number}`) }));
    name.position.set(0, -0.09, 0.02);
    mesh.add(name);
    yield mesh;
  }
}

function labelled(text) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [256, 64];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#101820";
  pen.fillRect(0, 0, 256, 64);
  pen.fillStyle = "#fff";
  pen.font = "32px sans-serif";
  pen.fillText(text, 12, 42);
  return new CanvasTexture(canvas);
}
