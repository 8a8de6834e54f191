// One film in one <video>: opened as a file or as an HLS stream, with its subtitles and sound tracks.
//
// It says what happens (`Happening`), and decides nothing: `logic/playback` does. hls.js comes when
// the first stream is opened. It is the whole build, for the light one has neither subtitles nor
// sound tracks (183 against 117 KB, 1.7.4); where Media Source Extensions are missing, as on
// iPhones, the browser plays the stream by itself.

import type Hls from "hls.js";
import type { ErrorData } from "hls.js";
import type { Item } from "../../api/media";
import { linesOfAll, type Track } from "./logic/captions";
import { canShow, type Decoders } from "./logic/decoding";
import {
  after,
  EMPTY,
  type Failure,
  type Happening,
  type Playback,
  within,
} from "./logic/playback";

export interface StreamListener {
  onHappening(event: Happening): void;
  /** Other tracks are there, or chosen. */
  onTracks(): void;
  /** Other lines are to be read. */
  onLines(lines: readonly string[]): void;
  /** The stream says how its picture is made: REQ-VIDEO-LAYOUT. */
  onLayout(layout: string): void;
}

export class Stream {
  readonly video = document.createElement("video");
  private hls: Hls | null = null;
  private playback: Playback = EMPTY;
  private lines = "";
  /** Goes up with each film: what an earlier one still says is not heard. */
  private turn = 0;
  private hasRecovered = false;
  private isListening = new AbortController();

  constructor(private readonly listener: StreamListener) {
    // A picture from elsewhere may be drawn only where its host says so, and this asks it.
    this.video.crossOrigin = "anonymous";
    this.video.playsInline = true;
    this.video.preload = "auto";
    this.video.disableRemotePlayback = true;
  }

  /** Open a film in place of what was open. */
  open(item: Item, position_s: number, isWanted: boolean): void {
    this.shut();
    const turn = this.turn;
    this.listen();
    this.happened({ kind: "opened", position_s, isWanted });
    for (const one of item.subtitles) {
      const track = document.createElement("track");
      track.kind = "subtitles";
      track.src = one.url;
      track.label = one.label;
      track.srclang = one.language ?? "";
      track.addEventListener("load", () => this.readLines());
      this.video.append(track);
    }
    void canShow(item, decodersOf(this.video)).then((shown) => {
      if (turn !== this.turn) return;
      if (shown === "no") this.happened({ kind: "failed", failure: "codec" });
      else if (item.kind === "hls") void this.openHls(item.url, turn);
      else this.video.src = item.url;
    });
  }

  close(): void {
    this.shut();
    this.happened({ kind: "closed" });
  }

  play(): void {
    this.happened({ kind: "wanted", isWanted: true });
    if (this.playback.phase === "loading") return;
    const turn = this.turn;
    this.video.play().catch((error: unknown) => {
      if (turn !== this.turn) return;
      // AbortError: paused or replaced meanwhile; the rest is told by the element's error event.
      if (error instanceof DOMException && error.name === "NotAllowedError")
        this.happened({ kind: "failed", failure: "blocked" });
    });
  }

  pause(): void {
    this.happened({ kind: "wanted", isWanted: false });
    this.video.pause();
  }

  seek(position_s: number): void {
    const { phase, duration_s } = this.playback;
    if (phase === "empty" || phase === "failed") return;
    const to = within(position_s, duration_s);
    if (phase === "loading")
      this.happened({ kind: "opened", position_s: to, isWanted: this.playback.isWanted });
    else this.video.currentTime = to;
  }

  /** `volume`: 0 to 100. */
  setSound(volume: number, isMuted: boolean): void {
    this.video.volume = Math.min(1, Math.max(0, volume / 100));
    this.video.muted = isMuted;
  }

  /** Return the subtitles there are, and which are shown; their ids are valid until `onTracks`. */
  get subtitles(): { tracks: Track[]; chosen: string | null } {
    const found = this.texts().map((one, index) => ({ id: String(index), one }));
    const chosen = found.find(({ one }) => one.mode !== "disabled");
    return {
      tracks: found.map(({ id, one }) => ({
        id,
        label: one.label,
        language: one.language || null,
      })),
      chosen: chosen?.id ?? null,
    };
  }

  /** Show a track of subtitles; null: none. */
  chooseSubtitle(id: string | null): void {
    const texts = this.texts();
    if (this.hls !== null && this.hls.subtitleTracks.length > 0) {
      const chosen = id === null ? undefined : texts[Number(id)];
      this.hls.subtitleDisplay = false; // hidden: read by us, drawn by us
      this.hls.subtitleTrack = this.hls.subtitleTracks.findIndex(
        (one) => one.name === chosen?.label && (one.lang ?? "") === chosen?.language,
      );
    }
    for (const [index, one] of texts.entries())
      one.mode = String(index) === id ? "hidden" : "disabled";
    this.readLines();
    this.listener.onTracks();
  }

  /** Return the sound tracks that can be chosen; browsers other than Safari have those of HLS only. */
  get sounds(): { tracks: Track[]; chosen: string | null } {
    const tracks = this.hls?.audioTracks ?? [];
    return {
      tracks: tracks.map((one, index) => ({
        ...{ id: String(index), label: one.name, language: one.lang ?? null },
      })),
      chosen: this.hls === null || tracks.length === 0 ? null : String(this.hls.audioTrack),
    };
  }

  chooseSound(id: string): void {
    if (this.hls !== null) this.hls.audioTrack = Number(id);
    this.listener.onTracks();
  }

  private texts(): TextTrack[] {
    return [...this.video.textTracks].filter(
      (one) => one.kind === "subtitles" || one.kind === "captions",
    );
  }

  private async openHls(url: string, turn: number): Promise<void> {
    const { default: Hls } = await import("hls.js");
    if (turn !== this.turn) return;
    if (!Hls.isSupported()) {
      this.video.src = url;
      return;
    }
    const hls = new Hls({
      ...{ startPosition: this.playback.position_s, backBufferLength: 30, maxBufferLength: 30 },
    });
    this.hls = hls;
    const { Events } = Hls;
    hls.on(Events.LEVEL_SWITCHED, (_, { level }) => this.tellLayout(hls, level));
    hls.on(Events.MANIFEST_PARSED, () => this.tellLayout(hls, 0));
    hls.on(Events.SUBTITLE_TRACKS_UPDATED, () => this.listener.onTracks());
    hls.on(Events.AUDIO_TRACKS_UPDATED, () => this.listener.onTracks());
    hls.on(Events.AUDIO_TRACK_SWITCHED, () => this.listener.onTracks());
    hls.on(Events.ERROR, (_, error) => this.onHlsError(hls, error));
    hls.loadSource(url);
    hls.attachMedia(this.video);
  }

  private tellLayout(hls: Hls, level: number): void {
    const layout = hls.levels[level]?.attrs["REQ-VIDEO-LAYOUT"];
    if (layout !== undefined) this.listener.onLayout(layout);
  }

  private onHlsError(hls: Hls, error: ErrorData): void {
    if (!error.fatal) return;
    if (error.type === "mediaError" && !CODEC_ERRORS.has(error.details) && !this.hasRecovered) {
      this.hasRecovered = true;
      hls.recoverMediaError();
      return;
    }
    this.happened({ kind: "failed", failure: failureOf(error) });
    this.shut();
  }

  private listen(): void {
    const { video } = this;
    const { signal } = this.isListening;
    const on = (name: string, handle: () => void): void =>
      video.addEventListener(name, handle, { signal });
    const passOn = (name: string, event: Happening): void => on(name, () => this.happened(event));
    on("loadedmetadata", () => this.loaded());
    on("resize", () => {
      const { videoWidth: width, videoHeight: height } = video;
      this.happened({ kind: "resized", width, height });
    });
    on("durationchange", () => {
      if (this.playback.phase === "loading" || this.playback.phase === "failed") return;
      const { duration: duration_s, videoWidth: width, videoHeight: height } = video;
      this.happened({ kind: "loaded", duration_s, width, height });
    });
    passOn("playing", { kind: "began" });
    passOn("pause", { kind: "stood" });
    passOn("waiting", { kind: "waiting" });
    on("seeking", () => this.happened({ kind: "jumping", position_s: video.currentTime }));
    passOn("seeked", { kind: "jumped" });
    passOn("ended", { kind: "ended" });
    on("timeupdate", () => {
      this.happened({ kind: "time", position_s: video.currentTime });
      this.readLines();
    });
    on("error", () => void this.onError(this.turn));
    video.textTracks.addEventListener(
      "addtrack",
      ({ track }) => {
        // Lines of a film that stands come when its text has been read: time tells nothing then.
        track?.addEventListener("cuechange", () => this.readLines(), { signal });
        this.listener.onTracks();
      },
      { signal },
    );
  }

  private loaded(): void {
    const { video } = this;
    const { position_s, isWanted } = this.playback;
    const { duration: duration_s, videoWidth: width, videoHeight: height } = video;
    this.happened({ kind: "loaded", duration_s, width, height });
    if (this.playback.phase === "failed") {
      this.shut(); // it would play its sound to a black picture
      return;
    }
    if (position_s > 0 && Math.abs(video.currentTime - position_s) > 0.5)
      video.currentTime = within(position_s, this.playback.duration_s);
    this.listener.onTracks();
    if (isWanted) this.play();
  }

  private async onError(turn: number): Promise<void> {
    const { error, currentSrc } = this.video;
    if (error === null || this.hls !== null) return;
    let failure: Failure = error.code === MediaError.MEDIA_ERR_DECODE ? "broken" : "network";
    // One code stands for "not there" and "not decoded": the hub is asked which.
    if (error.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED) failure = await whyNot(currentSrc);
    if (turn !== this.turn) return;
    this.happened({ kind: "failed", failure });
    this.shut();
  }

  private happened(event: Happening): void {
    this.playback = after(this.playback, event);
    this.listener.onHappening(event);
  }

  private readLines(): void {
    const shown: VTTCue[] = [];
    for (const track of this.video.textTracks) {
      if (track.mode === "disabled") continue;
      for (const cue of track.activeCues ?? []) if (cue instanceof VTTCue) shown.push(cue);
    }
    const lines = linesOfAll(shown);
    const as = lines.join("\n");
    if (as === this.lines) return;
    this.lines = as;
    this.listener.onLines(lines);
  }

  /** Let go of what is open, in silence: its last events are not heard. */
  private shut(): void {
    this.turn++;
    this.isListening.abort();
    this.isListening = new AbortController();
    this.hls?.destroy();
    this.hls = null;
    this.hasRecovered = false;
    this.video.pause();
    for (const track of this.video.querySelectorAll("track")) track.remove();
    this.video.removeAttribute("src");
    this.video.load();
    if (this.lines !== "") this.listener.onLines([]);
    this.lines = "";
  }
}

const CODEC_ERRORS: ReadonlySet<string> = new Set([
  "manifestIncompatibleCodecsError",
  "bufferAddCodecError",
  "bufferIncompatibleCodecsError",
]);

function failureOf({ type, details, response }: ErrorData): Failure {
  if (CODEC_ERRORS.has(details)) return "codec";
  if (response?.code === 404 || response?.code === 410) return "missing";
  return type === "networkError" ? "network" : "broken";
}

/** Find out why an address could not be played: nothing there, no connection, or no decoder. */
async function whyNot(address: string): Promise<Failure> {
  try {
    const signal = AbortSignal.timeout(5000);
    const answer = await fetch(address, { method: "HEAD", credentials: "same-origin", signal });
    if (answer.status === 404 || answer.status === 410) return "missing";
    return answer.ok ? "codec" : "network";
  } catch {
    return "network"; // whatever kept it from answering
  }
}

/** Return the browser's own decoders. */
function decodersOf(media: HTMLMediaElement): Decoders {
  return {
    canPlayType: (type) => media.canPlayType(type),
    decodes: async (contentType, width, height) => {
      if (!("mediaCapabilities" in navigator)) return null;
      const video = { contentType, width, height, bitrate: 8_000_000, framerate: 30 };
      try {
        return (await navigator.mediaCapabilities.decodingInfo({ type: "file", video })).supported;
      } catch (error) {
        if (error instanceof TypeError) return null; // it cannot read the type
        throw error;
      }
    },
  };
}
