// Records of films for tests.

import type { Item, Video } from "../../../api/media";

export function video(change: Partial<Video>): Video {
  return {
    ...{ projection: "rectangular", fov_deg: null, stereo: "mono", is_right_first: false },
    ...{ width: 1920, height: 1080, codec: "h264", source: "default" },
    ...change,
  };
}

export function item(change: Partial<Item>): Item {
  return {
    ...{ id: "film-1", title: "한옥의 새벽", duration_s: 600, url: "/media/film-1/film.mp4" },
    ...{ mime: "video/mp4", codecs: "", kind: "file", video: video({}), subtitles: [], audio: [] },
    ...{ thumbnail: null, source: "films", chapters: [] },
    ...change,
  };
}
