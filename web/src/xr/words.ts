// Words of the headset's client, Korean and English; those that the page has too are its own.

import { type Language, type Word, word } from "../model/i18n";

export type { Language } from "../model/i18n";

const WORDS = {
  putAway: ["닫기", "Close"],
  increase: ["올리기", "Increase"],
  decrease: ["내리기", "Decrease"],
  pageBack: ["이전", "Previous"],
  pageOn: ["다음", "Next"],
  enterVr: ["VR로 들어가기", "Enter VR"],
  enterAr: ["내 방에서 보기", "See it in my room"],
  noHeadset: [
    "이 브라우저에는 헤드셋이 없어요. 여기서는 화면으로 볼 수 있어요.",
    "This browser has no headset. The home is shown on the screen instead.",
  ],
  insecure: [
    "헤드셋으로 보려면 https 주소로 열어 주세요.",
    "To see it in a headset, open this page at an https address.",
  ],
  entryFailed: [
    "헤드셋을 시작하지 못했어요. 머리에 쓰고 다시 눌러 주세요.",
    "The headset did not start. Put it on and press again.",
  ],
  view: [
    "집의 모형이에요. 끌어서 돌리고, 화살표 키로 기기를 고르고, Enter로 열어요.",
    "A model of the home. Drag to turn it; arrow keys choose a thing, Enter opens it.",
  ],
  pairTitle: ["헤드셋 연결하기", "Connect this headset"],
  pairHelp: [
    "휴대폰이나 컴퓨터에서 온돌을 열고, 설정의 ‘헤드셋’에서 번호를 만들어 주세요. 거기 나온 여섯 자리를 여기에 넣으면 돼요.",
    "Open Ondol on a phone or computer and make a code under “Headsets” in the settings. Enter the six digits here.",
  ],
  pairCode: ["여섯 자리 숫자", "Six digits"],
  pairName: ["이 헤드셋의 이름", "Name of this headset"],
  pairDefault: ["거실 헤드셋", "My headset"],
  pairGo: ["연결하기", "Connect"],
  pairWrong: [
    "숫자가 맞지 않거나 시간이 지났어요. 새 숫자를 받아서 넣어 주세요.",
    "That code is wrong or too old. Get a new one and enter it.",
  ],
  pairLater: [
    "너무 여러 번 틀렸어요. 잠시 뒤에 새 숫자로 다시 해 주세요.",
    "Too many tries. Wait a little, then use a new code.",
  ],
  delete: ["지우기", "Delete"],
  home: ["우리 집", "Our home"],
  rooms: ["방", "Rooms"],
  things: ["기기", "Things"],
  back: ["모든 방", "All rooms"],
  speak: ["말하기", "Speak"],
  listening: ["듣고 있어요…", "Listening…"],
  stopListening: ["다 말했어요", "I have finished"],
  type: ["글로 말하기", "Type"],
  thinking: ["잠시만요…", "One moment…"],
  cinema: ["영화관", "Cinema"],
  leave: ["나가기", "Leave"],
  inPlace: ["제자리에 보기", "In their places"],
  miniature: ["모형으로 보기", "As a model"],
  place: ["자리 정하기", "Place it"],
  placeHere: ["여기에 놓기", "Put it here"],
  placeHint: [
    "가리킨 곳에 놓여요. 놓을 곳을 가리키고 눌러 주세요.",
    "It goes where you point. Point at the place and press.",
  ],
  placeTable: [
    "모형의 바닥을 가리키고 누르거나, 아래에서 자리를 맞춰 주세요.",
    "Point at the model's floor and press, or set the place below.",
  ],
  across: ["가로", "Across"],
  along: ["세로", "Along"],
  height: ["높이", "Height"],
  cancel: ["그만두기", "Cancel"],
  placed: ["자리를 기억했어요.", "Its place is kept."],
  unplaced: ["아직 자리가 없어요", "has no place yet"],
  forgetPlace: ["자리 지우기", "Forget its place"],
  align: ["방 맞추기", "Line up the room"],
  alignHint: ["실제로 있는 곳을 가리키고 눌러 주세요.", "Point at where it really is, and press."],
  alignDone: ["방을 맞췄어요. 제자리에 보여 드릴게요.", "Lined up. Things show in their places."],
  alignFew: [
    "먼저 기기 두 개의 자리를 정해 주세요. 휴대폰의 평면도에서도 할 수 있어요.",
    "Place two things first; the phone's floor plan can do it too.",
  ],
  alignBad: [
    "두 곳 사이가 평면도와 많이 달라요. 다시 가리켜 주세요.",
    "The distance does not match the plan. Point again.",
  ],
  reply: ["온돌", "Ondol"],
  message: ["메시지", "Message"],
  confirmElsewhere: [
    "휴대폰이나 다른 화면에서 허락하면 해요. 헤드셋에서는 허락할 수 없어요.",
    "Allow it on a phone or another screen; a headset cannot.",
  ],
  you: ["나", "You"],
  keyboard: ["글로 말하기", "Type"],
  space: ["띄어쓰기", "space"],
  send: ["보내기", "Send"],
  nothingYet: ["여기에 쓴 글이 보여요", "What you type shows here"],
  problem: ["하지 못했어요", "That did not work"],
  cinemaMissing: ["영화관을 열 수 없어요.", "The cinema cannot be opened."],
  offline: [
    "허브와 연결이 끊겼어요. 다시 연결하고 있어요.",
    "The hub cannot be reached. Reconnecting.",
  ],
  revoked: [
    "이 헤드셋의 연결이 끊어졌어요. 다시 연결해 주세요.",
    "This headset was disconnected. Connect it again.",
  ],
  noRooms: ["그 밖의 기기", "Elsewhere"],
  sound: ["대답을 소리로 듣기", "Read answers aloud"],
} as const;

export type XrWord = keyof typeof WORDS;

/** Return a word in a language. */
export function say(name: XrWord, language: Language): string {
  return WORDS[name][language === "ko" ? 0 : 1];
}

/** Return a word that the page has. */
export function pageWord(name: Word, language: Language): string {
  return word(name, language);
}
