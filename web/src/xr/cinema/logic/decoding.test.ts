import { describe, expect, it } from "vitest";
import { canShow, codecName, type Decoders, typeOf } from "./decoding";
import { item, video } from "./testing";

/** A browser that decodes what it is said to. */
function browser(...played: string[]): Decoders & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    canPlayType: (type) => {
      asked.push(type);
      return played.some((one) => type.includes(one)) ? "probably" : "";
    },
    decodes: async () => false,
  };
}

const film = (codec: string, codecs = "") => item({ video: video({ codec }), codecs });

describe("a film", () => {
  it("is shown where its decoder is there, and not where it is missing", async () => {
    const chromium = browser("avc1", "vp09", "av01");
    expect(await canShow(film("h264"), chromium)).toBe("yes");
    expect(await canShow(film("hevc"), chromium)).toBe("no");
    expect(await canShow(film("prores"), chromium)).toBe("no");
  });

  it("is worth a try where nothing is known of it", async () => {
    expect(await canShow(film("theora"), browser())).toBe("unknown");
    expect(await canShow(film(""), browser())).toBe("unknown");
  });

  it("is asked for by its own profile, where that is known", async () => {
    expect(typeOf(film("hevc", "mp4a.40.2, hvc1.2.4.L153.B0"))).toBe(
      'video/mp4; codecs="hvc1.2.4.L153.B0"',
    );
    expect(typeOf(film("h264"))).toBe('video/mp4; codecs="avc1.640028"');
  });

  it("that is a stream is left to its player, which has other versions", async () => {
    const chromium = browser();
    const stream = item({ kind: "hls", video: video({ codec: "hevc" }) });
    expect(await canShow(stream, chromium)).toBe("unknown");
    expect(chromium.asked).toEqual([]);
  });

  it("is decoded where the finer question says so", async () => {
    const device = { ...browser(), decodes: async () => true };
    expect(await canShow(film("hevc"), device)).toBe("yes");
  });

  it("has a codec that people know by name", () => {
    expect([codecName("hevc"), codecName("hvc1.1.6"), codecName("xyz")]).toEqual([
      "HEVC (H.265)",
      "HEVC (H.265)",
      "xyz",
    ]);
  });
});
