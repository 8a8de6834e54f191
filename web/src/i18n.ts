// Words of the page, Korean and English.

export type Language = "ko" | "en";

const WORDS = {
  ask: ["집에 말하기", "Talk to the home"],
  placeholder: ["예: 거실 불 끄고 에어컨 24도로 맞춰줘", "e.g. turn off everything except the bedroom"],
  send: ["보내기", "Send"],
  here: ["지금 있는 곳", "Where you are"],
  nowhere: ["정하지 않음", "not said"],
  history: ["기록", "History"],
  undo: ["되돌리기", "Undo"],
  undone: ["되돌림", "undone"],
  confirm: ["확인이 필요해요", "Please confirm"],
  accept: ["허락", "Allow"],
  decline: ["안 함", "Decline"],
  other: ["다른 화면에서 확인해 주세요. 요청한 화면에서는 허락할 수 없어요.", "Confirm on another screen: the one that asked cannot allow it."],
  online: ["연결됨", "Connected"],
  offline: ["연결이 끊겼어요. 다시 연결하는 중…", "Disconnected. Reconnecting…"],
  away: ["연결 안 됨", "offline"],
  pending: ["바꾸는 중", "changing"],
  home: ["집 전체", "Whole home"],
  timers: ["타이머와 예약", "Timers and schedules"],
  cancel: ["취소", "Cancel"],
  paused: ["멈춤", "paused"],
  token: ["토큰", "Token"],
  tokenHelp: ["hub를 켤 때 터미널에 나온 토큰을 넣어 주세요.", "Enter the token that the terminal showed when the hub started."],
  signIn: ["들어가기", "Sign in"],
  wrong: ["토큰이 맞지 않아요.", "That token is wrong."],
  skip: ["대화로 건너뛰기", "Skip to the conversation"],
  theme: ["밝기 바꾸기", "Change theme"],
  language: ["English", "한국어"],
  on: ["켜짐", "on"],
  off: ["꺼짐", "off"],
  locked: ["잠김", "locked"],
  unlocked: ["열림", "unlocked"],
  open: ["열기", "Open"],
  close: ["닫기", "Close"],
  lock: ["잠그기", "Lock"],
  unlock: ["열기", "Unlock"],
  run: ["실행", "Run"],
  start: ["시작", "Start"],
  pause: ["일시정지", "Pause"],
  stop: ["멈춤", "Stop"],
  dock: ["충전대로", "Dock"],
  play: ["재생", "Play"],
  next: ["다음", "Next"],
  previous: ["이전", "Previous"],
  empty: ["비어 있음", "empty"],
  brightness: ["밝기", "Brightness"],
  color_temperature: ["색온도", "Colour temperature"],
  color: ["색", "Colour"],
  volume: ["음량", "Volume"],
  speed: ["세기", "Speed"],
  position: ["열림", "Opening"],
  tilt: ["각도", "Tilt"],
  target_temperature: ["설정 온도", "Target"],
  freezer_target_temperature: ["냉동실", "Freezer"],
  target_humidity: ["희망 습도", "Target humidity"],
  intensity: ["세기", "Intensity"],
  interval: ["간격", "Interval"],
  mode: ["모드", "Mode"],
  fan_speed: ["바람", "Fan"],
  swing: ["풍향", "Swing"],
  source: ["입력", "Input"],
  app: ["앱", "App"],
  channel: ["채널", "Channel"],
  program: ["코스", "Programme"],
  muted: ["음소거", "Mute"],
  oscillating: ["회전", "Oscillate"],
  rapid_freeze: ["급속 냉동", "Rapid freeze"],
  direction: ["방향", "Direction"],
  cleaning_area: ["청소 구역", "Area"],
  temperature: ["온도", "Temperature"],
  humidity: ["습도", "Humidity"],
  battery: ["배터리", "Battery"],
  power: ["전력", "Power"],
  energy: ["사용량", "Energy"],
  pm25: ["초미세먼지", "PM2.5"],
  remaining: ["남은 시간", "Left"],
  door_open: ["문", "Door"],
  location: ["위치", "Where"],
  title: ["제목", "Title"],
  activity: ["동작", "Activity"],
  playback: ["재생", "Playback"],
  increase: ["올리기", "Increase"],
  decrease: ["내리기", "Decrease"],
  failed: ["하지 못했어요", "That did not work"],
  hello: ["무엇을 도와드릴까요?", "What can I do for you?"],
} as const;

const VALUES: Record<string, readonly [string, string]> = {
  cool: ["냉방", "cool"], heat: ["난방", "heat"], auto: ["자동", "auto"], dry: ["제습", "dry"],
  fan: ["송풍", "fan"], off: ["꺼짐", "off"], low: ["약", "low"], medium: ["중", "medium"],
  high: ["강", "high"], up: ["위", "up"], middle: ["가운데", "middle"], down: ["아래", "down"],
  playing: ["재생 중", "playing"], paused: ["멈춤", "paused"], idle: ["대기", "idle"],
  running: ["작동 중", "running"], cleaning: ["청소 중", "cleaning"], docked: ["충전대", "docked"],
  returning: ["돌아가는 중", "returning"], home: ["집", "home"], away: ["외출", "away"],
  sleep: ["취침", "sleep"], turbo: ["터보", "turbo"], eco: ["절전", "eco"], forward: ["정방향", "forward"],
  reverse: ["역방향", "reverse"],
};

export type Word = keyof typeof WORDS;

export function word(name: Word, language: Language): string {
  return WORDS[name][language === "ko" ? 0 : 1];
}

export function nameOf(attribute: string, language: Language): string {
  return attribute in WORDS ? word(attribute as Word, language) : attribute.replaceAll("_", " ");
}

export function valueOf(value: string, language: Language): string {
  return VALUES[value]?.[language === "ko" ? 0 : 1] ?? value;
}

/** Write a length of time: 90 -> "1분 30초". */
export function lengthOf(seconds: number, language: Language): string {
  const parts: [number, string, string][] = [
    [Math.floor(seconds / 3600), "시간", "h"],
    [Math.floor((seconds % 3600) / 60), "분", "min"],
    [Math.floor(seconds % 60), "초", "s"],
  ];
  const said = parts
    .filter(([count]) => count > 0)
    .map(([count, ko, en]) => (language === "ko" ? `${count}${ko}` : `${count} ${en}`));
  return said.join(" ") || (language === "ko" ? "0초" : "0 s");
}
