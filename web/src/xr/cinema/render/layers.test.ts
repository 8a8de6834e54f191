// The compositor here is a model of WebXR Layers API Level 1: it takes what the standard says that
// it takes, and refuses the rest as a browser would.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SIZES } from "../logic/screen";
import { video } from "../logic/testing";
import { MediaLayer } from "./layers";

interface Made {
  kind: string;
  init: XRMediaQuadLayerInit & { layout?: string };
  isDestroyed: boolean;
  destroy(): void;
}

class Compositor {
  made: Made[] = [];
  isRefusing = false;

  layer(kind: string, element: { videoWidth: number }, init: Made["init"]): Made {
    if (this.isRefusing) throw new DOMException("too many layers", "InvalidStateError");
    if (element.videoWidth === 0) throw new DOMException("no picture", "InvalidStateError");
    const one: Made = {
      kind,
      init,
      isDestroyed: false,
      destroy: () => {
        one.isDestroyed = true;
      },
    };
    this.made.push(one);
    return one;
  }
}

function session(layers: unknown[] | undefined) {
  const state = { layers };
  return {
    renderState: state,
    updateRenderState: async (change: { layers: Made[] }) => {
      if (change.layers.some((one) => one.isDestroyed))
        throw new DOMException("a layer is destroyed", "InvalidStateError");
      state.layers = change.layers;
    },
  };
}

const { cinema } = SIZES;
const SEAT = { x: 1, y: 1.5, z: 2, yaw: Math.PI / 2 };
const FILM = { videoWidth: 1920 } as HTMLVideoElement;
const SPACE = {} as XRSpace;
const OURS = { name: "ours" };

let compositor: Compositor;

beforeEach(() => {
  compositor = new Compositor();
  class Binding {
    createQuadLayer = (element: HTMLVideoElement, init: Made["init"]) =>
      compositor.layer("quad", element, init);
    createCylinderLayer = (element: HTMLVideoElement, init: Made["init"]) =>
      compositor.layer("cylinder", element, init);
    createEquirectLayer = (element: HTMLVideoElement, init: Made["init"]) =>
      compositor.layer("equirect", element, init);
  }
  class Transform {
    constructor(
      readonly position: DOMPointInit,
      readonly orientation: DOMPointInit,
    ) {}
  }
  vi.stubGlobal("XRMediaBinding", Binding);
  vi.stubGlobal("XRRigidTransform", Transform);
});

afterEach(() => vi.unstubAllGlobals());

function shown(layers: unknown[] | undefined = [OURS]) {
  const around = session(layers);
  const layer = new MediaLayer(around as unknown as XRSession);
  const show = (change = {}, screen = cinema, film = FILM) =>
    layer.show(film, video(change), screen, SEAT, SPACE);
  return { around, layer, show };
}

describe("where the browser composes layers", () => {
  it("is known from the session, and from the browser", () => {
    expect(MediaLayer.isIn(session([OURS]) as unknown as XRSession)).toBe(true);
    expect(MediaLayer.isIn(session(undefined) as unknown as XRSession)).toBe(false);
    vi.stubGlobal("XRMediaBinding", undefined);
    expect(MediaLayer.isIn(session([OURS]) as unknown as XRSession)).toBe(false);
  });

  it("puts the film behind what we draw, where the person looks", () => {
    const { around, show } = shown();
    expect(show()).toBe(true);
    const [film] = compositor.made;
    expect(around.renderState.layers).toEqual([film, OURS]);
    const { position, orientation } = film?.init.transform ?? {};
    // A quarter turn to the left: the screen is 8 m along -x.
    expect(position?.x).toBeCloseTo(1 - cinema.distance_m);
    expect(position?.z).toBeCloseTo(2);
    expect(orientation?.y).toBeCloseTo(Math.SQRT1_2);
  });

  it("makes no other layer while nothing changes, and leaves none of two behind", () => {
    const { around, show } = shown();
    show();
    expect(show()).toBe(true);
    expect(compositor.made).toHaveLength(1);
    expect(show({ projection: "equirectangular", height: 960 })).toBe(true);
    const [first, second] = compositor.made;
    expect([first?.kind, second?.kind]).toEqual(["quad", "equirect"]);
    expect(first?.isDestroyed).toBe(true);
    expect(around.renderState.layers).toEqual([second, OURS]);
  });

  it("takes the film away and leaves ours", () => {
    const { around, layer, show } = shown();
    show();
    layer.clear();
    expect(compositor.made[0]?.isDestroyed).toBe(true);
    expect(around.renderState.layers).toEqual([OURS]);
    expect(show()).toBe(true);
  });

  it("has the film drawn where the compositor refuses it, and asks once", () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    compositor.isRefusing = true;
    const { around, show } = shown();
    expect([show(), show()]).toEqual([false, false]);
    expect(warned).toHaveBeenCalledOnce();
    expect(around.renderState.layers).toEqual([OURS]);
  });

  it("has shapes drawn that no compositor knows, and a film without a picture", () => {
    const { show } = shown();
    expect(show({ projection: "equiangular_cubemap" })).toBe(false);
    expect(show({}, cinema, { videoWidth: 0 } as HTMLVideoElement)).toBe(false);
    expect(compositor.made).toEqual([]);
  });
});
