// Words of the cinema, Korean and English. "{}" is where what is given stands.

import type { Language } from "../../model/i18n";
import { withParticle } from "../../model/korean";

export type { Language };

const WORDS = {
  cinema: ["영화관", "Cinema"],
  library: ["영상", "Films"],
  loadingLibrary: ["영상을 찾는 중이에요…", "Looking for films…"],
  noFilms: [
    "아직 영상이 없어요. 허브의 영상 폴더에 넣으면 여기에 보여요.",
    "There are no films yet. Put some into the hub's media folder and they show up here.",
  ],
  noneOfKind: ["여기에 맞는 영상이 없어요.", "No film fits here."],
  libraryFailed: [
    "영상 목록을 받지 못했어요. 허브가 켜져 있는지 보고 다시 눌러 주세요.",
    "The list of films did not come. See whether the hub runs, and try again.",
  ],
  signedOut: [
    "로그인이 필요해요. 먼저 우리 집 화면에서 들어와 주세요.",
    "Please sign in on the home's page first.",
  ],
  again: ["다시 하기", "Try again"],
  kind: ["보기", "Show"],
  kind_all: ["모두", "All"],
  kind_begun: ["이어 보기", "Continue"],
  kind_flat: ["영화", "Flat"],
  kind_stereo: ["3D", "3D"],
  kind_around: ["180°·360°", "180° · 360°"],
  from: ["{}부터 이어 보기", "continue at {}"],
  fisheye: ["어안", "fisheye"],

  opening: ["여는 중이에요…", "Opening…"],
  buffering: ["불러오는 중이에요…", "Loading…"],
  ended: ["끝까지 봤어요.", "This was the end."],
  play: ["재생", "Play"],
  pause: ["일시정지", "Pause"],
  fromStart: ["처음부터", "From the start"],
  back10: ["10초 뒤로", "Back 10 s"],
  on10: ["10초 앞으로", "On 10 s"],
  previous: ["이전 영상", "Previous"],
  next: ["다음 영상", "Next"],
  seek: ["재생 위치", "Position"],
  picture: ["화면", "Picture"],
  sound: ["소리", "Sound"],
  subtitles: ["자막", "Subtitles"],
  noSubtitles: ["자막 끄기", "Off"],
  track: ["{}번", "Track {}"],
  audio: ["음성", "Audio"],
  volume: ["음량", "Volume"],
  muted: ["음소거", "Mute"],
  chapters: ["장면", "Chapters"],
  toList: ["목록으로", "All films"],
  done: ["다 됐어요", "Done"],
  cancel: ["그만두기", "Cancel"],
  hide: ["메뉴 숨기기", "Hide controls"],
  show: ["메뉴", "Controls"],

  size: ["화면 크기", "Screen size"],
  size_near: ["가까이", "Close"],
  size_television: ["TV", "TV"],
  size_cinema: ["영화관", "Cinema"],
  size_imax: ["아주 크게", "Giant"],
  distance: ["거리", "Distance"],
  metres: ["{} m", "{} m"],
  curved: ["휜 화면", "Curved screen"],
  room: ["주변", "Surroundings"],
  room_dark: ["어둡게", "Dark"],
  room_lit: ["은은하게", "Soft light"],
  room_passthrough: ["내 방", "My room"],
  flat: ["3D 없이 보기", "Without 3D"],
  recentre: ["정면 맞추기", "Face me"],

  fix: ["화면이 이상해요", "The picture looks wrong"],
  fixHelp: [
    "영상의 모양을 골라 주세요. 허브가 기억해서 다음에도 이렇게 보여요.",
    "Say how this film is made. The hub keeps it for the next time.",
  ],
  projection: ["모양", "Shape"],
  projection_rectangular: ["평면", "Flat"],
  projection_half_equirectangular: ["180°", "180°"],
  projection_equirectangular: ["360°", "360°"],
  projection_fisheye: ["어안", "Fisheye"],
  projection_equiangular_cubemap: ["EAC 큐브", "EAC cube"],
  stereo: ["3D 방식", "3D"],
  stereo_mono: ["2D", "2D"],
  stereo_side_by_side: ["좌우", "Side by side"],
  stereo_top_bottom: ["위아래", "Top and bottom"],
  stereo_multiview: ["MV-HEVC", "MV-HEVC"],
  swapped: ["양쪽 눈 바꾸기", "Swap the eyes"],
  fixed: ["이렇게 기억했어요.", "Kept."],
  notFixed: [
    "기억하지 못했어요. 지금만 이렇게 보여요.",
    "It was not kept, and is shown so only now.",
  ],
  baseViewOnly: [
    "이 영상은 MV-HEVC 3D예요. 브라우저가 한쪽 눈만 풀 수 있어서 2D로 보여요.",
    "This film is MV-HEVC 3D. Browsers decode one eye of it, so it is shown in 2D.",
  ],

  handOff: ["TV로 이어서 보기", "Continue on the TV"],
  handOffTo: ["어디에서 이어서 볼까요?", "Where shall it go on?"],
  handingOff: ["TV로 보내는 중이에요…", "Sending it to the TV…"],
  handOffFailed: [
    "TV로 보내지 못했어요. TV가 켜져 있는지 확인해 주세요.",
    "It could not be sent. See whether the TV is on.",
  ],
  noTv: ["이어서 볼 TV가 없어요.", "There is no TV to continue on."],

  fail_codec: [
    "이 영상은 {} 코덱이라 이 브라우저에서 볼 수 없어요. 헤드셋의 브라우저나 TV에서 열어 보세요.",
    "This browser cannot decode {}. Try the headset's browser or the TV.",
  ],
  fail_blank: [
    "소리는 나오지만 화면({})을 풀 수 없어서 멈췄어요. 헤드셋의 브라우저나 TV에서 열어 보세요.",
    "There is sound, but this browser cannot decode the picture ({}), so it was stopped. Try the headset's browser or the TV.",
  ],
  fail_network: [
    "영상을 받아 오지 못했어요. 허브와 연결을 확인하고 다시 눌러 주세요.",
    "The film did not come. Check the connection to the hub and try again.",
  ],
  fail_missing: [
    "영상 파일이 없어요. 옮기거나 지웠는지 확인해 주세요.",
    "The film's file is gone. It may have been moved or deleted.",
  ],
  fail_broken: ["영상이 손상되어 더 볼 수 없어요.", "The film is damaged and cannot be played on."],
  fail_blocked: [
    "브라우저가 소리를 막았어요. 재생을 눌러 주세요.",
    "The browser held the sound back. Press play.",
  ],
  unknownCodec: ["알 수 없음", "unknown"],

  watching: ["{} 보는 중", "Watching {}"],
  lookAround: [
    "끌거나 Shift와 화살표 키로 둘러보세요.",
    "Drag, or use Shift and the arrow keys, to look around.",
  ],
  keys: [
    "스페이스: 재생·일시정지, ←→: 10초, ↑↓: 음량, C: 자막, F: 전체 화면, Esc: 목록",
    "Space: play or pause, ←→: 10 s, ↑↓: volume, C: subtitles, F: full screen, Esc: films",
  ],
} as const;

export type CinemaWord = keyof typeof WORDS;

/** Return a phrase in a language, with what it is about in its place. */
export function phrase(name: CinemaWord, language: Language, about = ""): string {
  return WORDS[name][language === "ko" ? 0 : 1].replace("{}", about);
}

/** Write where a film goes on: "거실 TV로 이어서 보기". */
export function handOffTo(player: string, language: Language): string {
  return language === "ko" ? `${withParticle(player, "by")} 이어서 보기` : `Continue on ${player}`;
}
