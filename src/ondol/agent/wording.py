"""The words of replies, in Korean and English.

Spoken, short and polite: Korean in 해요체. A pair is (Korean, English). In a Korean template that
is put behind a name, "{이/가}" stands for the one of the two that fits the name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ondol.language.speak import Language
from ondol.things.thing import Value

Pair = tuple[str, str]


def pick(pair: Pair, language: Language) -> str:
    """Return the Korean or the English one of a pair."""
    return pair[0] if language == "ko" else pair[1]


@dataclass(frozen=True, slots=True)
class Verb:
    """A Korean verb by its stem and past stem (끄, 껐), or an English one (open, opened)."""

    base: str
    past: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How one deed is said in one language.

    Attributes:
        verb: what was done.
        state: what then holds: "꺼져 있어요", "off".
        part: what of the thing was changed: "밝기", "volume".
        how: "충전대로", "to its dock".
        marker: the particle that the thing takes: "을/를", "에서", "으로/로".
    """

    verb: Verb
    state: str
    part: str = ""
    how: str = ""
    marker: str = "을/를"


ON, OFF = Verb("켜", "켰"), Verb("끄", "껐")
OPEN, CLOSE = Verb("열", "열었"), Verb("닫", "닫았")
RAISE, LOWER = Verb("올리", "올렸"), Verb("내리", "내렸")
LESS, QUIETER = Verb("낮추", "낮췄"), Verb("줄이", "줄였")
SET, CHANGE = Verb("맞추", "맞췄"), Verb("바꾸", "바꿨")
LOCK, FREE = Verb("잠그", "잠갔"), Verb("풀", "풀었")
START, STOP = Verb("시작하", "시작했"), Verb("멈추", "멈췄")
PAUSE, MUTE = Verb("일시정지하", "일시정지했"), Verb("음소거하", "음소거했")
RUN, SEND = Verb("실행하", "실행했"), Verb("보내", "보냈")
TURN, SKIP = Verb("돌리", "돌렸"), Verb("넘기", "넘겼")
CHOOSE, RESTORE = Verb("정하", "정했"), Verb("되돌리", "되돌렸")
SPREAD, FOLD, PRESS = Verb("펼치", "펼쳤"), Verb("접", "접었"), Verb("누르", "눌렀")

TURN_ON, TURN_OFF = Verb("turn on", "turned on"), Verb("turn off", "turned off")
TURN_UP, TURN_DOWN = Verb("turn up", "turned up"), Verb("turn down", "turned down")
SET_TO, BEGIN, HALT = Verb("set", "set"), Verb("start", "started"), Verb("stop", "stopped")
UNCLOSE, SHUT, REST = Verb("open", "opened"), Verb("close", "closed"), Verb("pause", "paused")
SEND_TO, PUT_BACK = Verb("send", "sent"), Verb("restore", "restored")

_ON = (Words(verb=ON, state="켜져 있어요"), Words(verb=TURN_ON, state="on"))
_OFF = (Words(verb=OFF, state="꺼져 있어요"), Words(verb=TURN_OFF, state="off"))
_OPEN = (Words(verb=OPEN, state="열려 있어요"), Words(verb=UNCLOSE, state="open"))
_CLOSE = (Words(verb=CLOSE, state="닫혀 있어요"), Words(verb=SHUT, state="closed"))
_PAUSE = (Words(verb=PAUSE, state="일시정지되어 있어요"), Words(verb=REST, state="paused"))
_RAISE = (Words(verb=RAISE, state="올라가 있어요"), _OPEN[1])
_LOWER = (Words(verb=LOWER, state="내려와 있어요"), _CLOSE[1])

DEEDS: Mapping[tuple[str, Value], tuple[Words, Words]] = {
    ("on", True): _ON,
    ("on", False): _OFF,
    ("mode", "off"): _OFF,
    ("locked", True): (
        Words(verb=LOCK, state="잠겨 있어요"),
        Words(verb=Verb("lock", "locked"), state="locked"),
    ),
    ("locked", False): (_OPEN[0], Words(verb=Verb("unlock", "unlocked"), state="unlocked")),
    ("position", 100): _OPEN,
    ("position", 0): _CLOSE,
    ("door_open", True): _OPEN,
    ("door_open", False): _CLOSE,
    ("muted", True): (
        Words(verb=MUTE, state="음소거되어 있어요"),
        Words(verb=Verb("mute", "muted"), state="muted"),
    ),
    ("muted", False): (
        Words(verb=FREE, part="음소거", state="풀려 있어요"),
        Words(verb=Verb("unmute", "unmuted"), state="not muted"),
    ),
    ("playback", "playing"): (
        Words(verb=START, marker="에서", how="재생을", state="재생 중이에요"),
        Words(verb=Verb("start playing on", "started playing on"), state="playing"),
    ),
    ("playback", "paused"): _PAUSE,
    ("playback", "idle"): (
        Words(verb=STOP, part="재생", state="멈춰 있어요"),
        Words(verb=HALT, state="stopped"),
    ),
    ("activity", "cleaning"): (
        Words(verb=START, marker="으로/로", how="청소를", state="청소하고 있어요"),
        Words(verb=BEGIN, state="cleaning"),
    ),
    ("activity", "running"): (
        Words(verb=TURN, state="돌아가고 있어요"),
        Words(verb=BEGIN, state="running"),
    ),
    ("activity", "paused"): _PAUSE,
    ("activity", "idle"): (
        Words(verb=STOP, state="멈춰 있어요"),
        Words(verb=HALT, state="stopped"),
    ),
    ("activity", "returning"): (
        Words(verb=SEND, how="충전대로", state="충전대로 돌아가고 있어요"),
        Words(verb=SEND_TO, how="to its dock", state="on its way to its dock"),
    ),
    ("activity", "docked"): (
        Words(verb=SEND, how="충전대로", state="충전대에 있어요"),
        Words(verb=SEND_TO, how="to its dock", state="on its dock"),
    ),
    ("activated", True): (
        Words(verb=RUN, state="실행되어 있어요"),
        Words(verb=BEGIN, state="active"),
    ),
    ("activated", False): (Words(verb=STOP, state="꺼져 있어요"), _OFF[1]),
    ("oscillating", True): (
        Words(verb=ON, part="회전", state="켜져 있어요"),
        Words(verb=TURN_ON, part="oscillation", state="on"),
    ),
    ("oscillating", False): (
        Words(verb=OFF, part="회전", state="꺼져 있어요"),
        Words(verb=TURN_OFF, part="oscillation", state="off"),
    ),
    ("rapid_freeze", True): (
        Words(verb=ON, part="급속 냉동", state="켜져 있어요"),
        Words(verb=TURN_ON, part="rapid freeze", state="on"),
    ),
    ("rapid_freeze", False): (
        Words(verb=OFF, part="급속 냉동", state="꺼져 있어요"),
        Words(verb=TURN_OFF, part="rapid freeze", state="off"),
    ),
    ("app", None): (
        Words(verb=CLOSE, part="앱", state="닫혀 있어요"),
        Words(verb=SHUT, part="app", state="closed"),
    ),
    ("cleaning_area", None): (
        Words(verb=CHOOSE, part="청소 구역", how="집 전체로", state="집 전체예요"),
        Words(verb=SET_TO, how="to clean everywhere", state="set to clean everywhere"),
    ),
}
"""What was done and what holds then, by attribute and value."""

KIND_DEEDS: Mapping[tuple[str, str, Value], tuple[Words, Words]] = {
    **{(kind, "position", 100): _RAISE for kind in ("blind", "shade", "shutter")},
    **{(kind, "position", 0): _LOWER for kind in ("blind", "shade", "shutter")},
    ("awning", "position", 100): (Words(verb=SPREAD, state="펼쳐져 있어요"), _OPEN[1]),
    ("awning", "position", 0): (Words(verb=FOLD, state="접혀 있어요"), _CLOSE[1]),
    ("valve", "position", 0): (Words(verb=LOCK, state="잠겨 있어요"), _CLOSE[1]),
    ("oven", "activity", "running"): _ON,
    ("cooktop", "activity", "running"): _ON,
    ("mower", "activity", "cleaning"): (
        Words(verb=START, marker="으로/로", how="잔디 깎기를", state="잔디를 깎고 있어요"),
        Words(verb=BEGIN, state="mowing"),
    ),
}
"""The same, where a kind or type has its own words."""

ACTIONS: Mapping[str, tuple[Words, Words]] = {
    "next": (
        Words(verb=SKIP, how="다음으로", state=""),
        Words(verb=Verb("skip", "skipped"), how="to the next one", state=""),
    ),
    "previous": (
        Words(verb=TURN, how="이전으로", state=""),
        Words(verb=Verb("take", "took"), how="back to the previous one", state=""),
    ),
}
PRESSED = (Words(verb=PRESS, state=""), Words(verb=Verb("press", "pressed"), state=""))

SETTINGS: Mapping[str, Pair] = {
    "brightness": ("밝기", ""),
    "color": ("", ""),
    "color_temperature": ("색온도", ""),
    "target_temperature": ("온도", ""),
    "freezer_target_temperature": ("냉동실 온도", "freezer"),
    "target_humidity": ("희망 습도", "humidity"),
    "fan_speed": ("바람 세기", "fan speed"),
    "speed": ("세기", ""),
    "intensity": ("세기", "intensity"),
    "interval": ("분사 간격", "interval"),
    "swing": ("바람 방향", "airflow"),
    "direction": ("회전 방향", "direction"),
    "mode": ("모드", ""),
    "position": ("", ""),
    "tilt": ("각도", "tilt"),
    "volume": ("볼륨", "volume"),
    "source": ("입력", "input"),
    "channel": ("채널", ""),
    "program": ("코스", ""),
    "cleaning_area": ("청소 구역", ""),
}
"""What of a thing a value belongs to, as it is said behind the thing's name; "": the thing."""

MEASURED: Mapping[str, Pair] = {
    "temperature": ("온도", "temperature"),
    "humidity": ("습도", "humidity"),
    "pm25": ("초미세먼지", "PM2.5"),
    "pm10": ("미세먼지", "PM10"),
    "pm1": ("극초미세먼지", "PM1"),
    "co2": ("이산화탄소", "CO2"),
    "carbon_dioxide": ("이산화탄소", "CO2"),
    "carbon_monoxide": ("일산화탄소", "carbon monoxide"),
    "illuminance": ("조도", "light level"),
    "battery": ("배터리", "battery"),
    "power": ("소비 전력", "power use"),
    "energy": ("전력 사용량", "energy use"),
    "moisture": ("수분", "moisture"),
    "atmospheric_pressure": ("기압", "air pressure"),
    "sound_pressure": ("소음", "noise level"),
    "voltage": ("전압", "voltage"),
    "current": ("전류", "current"),
    "aqi": ("공기질 지수", "air quality index"),
    "volume": ("볼륨", "volume"),
    "brightness": ("밝기", "brightness"),
    "color": ("색", "colour"),
    "speed": ("세기", "speed"),
    "mode": ("모드", "mode"),
    "channel": ("채널", "channel"),
    "program": ("코스", "program"),
    "color_temperature": ("색온도", "colour temperature"),
    "cleaning_area": ("청소 구역", "cleaning area"),
    "target_humidity": ("희망 습도", "target humidity"),
    "freezer_target_temperature": ("냉동실 설정 온도", "freezer setting"),
}
"""What the value of an attribute or a sensor is, in a question's answer."""

OF_A_PLACE = frozenset({"temperature", "humidity", "pm25", "pm10", "pm1", "co2", "carbon_dioxide"})
OF_A_PLACE |= {"illuminance", "atmospheric_pressure", "sound_pressure", "aqi", "carbon_monoxide"}
"""What is measured of a room rather than of the thing that measures it."""

_VALUES: Mapping[str, Mapping[str, Pair]] = {
    "mode": {
        "cool": ("냉방", "cool"),
        "heat": ("난방", "heat"),
        "auto": ("자동", "auto"),
        "dry": ("제습", "dry"),
        "fan": ("송풍", "fan"),
        "sleep": ("취침", "sleep"),
        "turbo": ("터보", "turbo"),
        "quiet": ("저소음", "quiet"),
        "eco": ("절전", "eco"),
        "away": ("외출", "away"),
    },
    "fan_speed": {
        "auto": ("자동", "auto"),
        "low": ("약", "low"),
        "medium": ("중간", "medium"),
        "high": ("강", "high"),
    },
    "swing": {
        "auto": ("자동", "auto"),
        "up": ("위쪽", "up"),
        "middle": ("가운데", "the middle"),
        "down": ("아래쪽", "down"),
    },
    "direction": {"forward": ("정방향", "forward"), "reverse": ("역방향", "reverse")},
}
VALUES: Mapping[tuple[str, str], Pair] = {
    (name, value): pair for name, values in _VALUES.items() for value, pair in values.items()
}
"""What a value is called, by attribute."""

NOUNS: Mapping[str, tuple[str, str, str]] = {
    "light": ("불", "light", "lights"),
    "switch": ("스위치", "switch", "switches"),
    "outlet": ("콘센트", "outlet", "outlets"),
    "fan": ("팬", "fan", "fans"),
    "air_conditioner": ("에어컨", "air conditioner", "air conditioners"),
    "thermostat": ("난방", "thermostat", "thermostats"),
    "heater": ("난방", "heater", "heaters"),
    "air_purifier": ("공기청정기", "air purifier", "air purifiers"),
    "humidifier": ("가습기", "humidifier", "humidifiers"),
    "dehumidifier": ("제습기", "dehumidifier", "dehumidifiers"),
    "diffuser": ("디퓨저", "diffuser", "diffusers"),
    "cover": ("커튼", "cover", "covers"),
    "curtain": ("커튼", "curtain", "curtains"),
    "blind": ("블라인드", "blind", "blinds"),
    "shade": ("롤스크린", "shade", "shades"),
    "shutter": ("셔터", "shutter", "shutters"),
    "awning": ("어닝", "awning", "awnings"),
    "garage": ("차고 문", "garage door", "garage doors"),
    "gate": ("대문", "gate", "gates"),
    "door": ("문", "door", "doors"),
    "window": ("창문", "window", "windows"),
    "opening": ("문", "door", "doors"),
    "garage_door": ("차고 문", "garage door", "garage doors"),
    "lock": ("문", "door", "doors"),
    "tv": ("TV", "TV", "TVs"),
    "speaker": ("스피커", "speaker", "speakers"),
    "headset": ("헤드셋", "headset", "headsets"),
    "vacuum": ("로봇청소기", "robot vacuum", "robot vacuums"),
    "mower": ("잔디깎이", "lawn mower", "lawn mowers"),
    "washer": ("세탁기", "washing machine", "washing machines"),
    "dryer": ("건조기", "dryer", "dryers"),
    "dishwasher": ("식기세척기", "dishwasher", "dishwashers"),
    "oven": ("오븐", "oven", "ovens"),
    "cooktop": ("인덕션", "cooktop", "cooktops"),
    "refrigerator": ("냉장고", "refrigerator", "refrigerators"),
    "water_heater": ("온수기", "water heater", "water heaters"),
    "valve": ("밸브", "valve", "valves"),
    "sensor": ("센서", "sensor", "sensors"),
    "scene": ("모드", "scene", "scenes"),
    "script": ("자동화", "script", "scripts"),
    "list": ("목록", "list", "lists"),
    "person": ("사람", "person", "people"),
    "temperature": ("온도계", "thermometer", "thermometers"),
    "humidity": ("습도계", "humidity sensor", "humidity sensors"),
    "motion": ("움직임 센서", "motion sensor", "motion sensors"),
    "occupancy": ("재실 센서", "occupancy sensor", "occupancy sensors"),
    "smoke": ("연기 감지기", "smoke detector", "smoke detectors"),
    "gas": ("가스 감지기", "gas detector", "gas detectors"),
    "water_leak": ("누수 감지기", "leak sensor", "leak sensors"),
    "": ("기기", "device", "devices"),
}
"""What a type, kind or measure is called: Korean, one in English, several in English."""

FACTS: Mapping[str, tuple[str, str, str, str]] = {
    "motion": ("움직임이 있어요", "움직임이 없어요", "there is motion", "there is no motion"),
    "occupancy": ("사람이 있어요", "사람이 없어요", "someone is", "nobody is"),
    "presence": ("사람이 있어요", "사람이 없어요", "someone is", "nobody is"),
    "smoke": ("연기가 있어요", "연기가 없어요", "there is smoke", "there is no smoke"),
    "gas": ("가스가 새고 있어요", "새는 가스가 없어요", "gas is leaking", "no gas is leaking"),
    "carbon_monoxide": (
        *("일산화탄소가 있어요", "일산화탄소가 없어요"),
        *("there is carbon monoxide", "there is no carbon monoxide"),
    ),
    "water_leak": (
        *("물이 새고 있어요", "새는 물이 없어요"),
        *("water is leaking", "no water is leaking"),
    ),
    "vibration": ("진동이 있어요", "진동이 없어요", "there is vibration", "there is no vibration"),
    "sound": ("소리가 나요", "소리가 나지 않아요", "there is sound", "there is no sound"),
}
"""What a yes-or-no sensor finds at a place: true and false, Korean and English."""

SENSOR_STATES: Mapping[str, tuple[str, str, str, str]] = {
    **dict.fromkeys(
        ["door", "window", "opening", "garage_door"],
        ("열려 있어요", "닫혀 있어요", "open", "closed"),
    ),
    "lock": ("열려 있어요", "잠겨 있어요", "unlocked", "locked"),
    "battery": ("배터리가 부족해요", "배터리가 충분해요", "low on battery", "not low on battery"),
    "battery_charging": ("충전 중이에요", "충전 중이 아니에요", "charging", "not charging"),
    "connectivity": ("연결되어 있어요", "연결이 끊겨 있어요", "connected", "disconnected"),
    "plug": ("꽂혀 있어요", "빠져 있어요", "plugged in", "unplugged"),
    "power": ("전기가 들어와 있어요", "전기가 안 들어와요", "powered", "without power"),
    "running": ("돌아가고 있어요", "멈춰 있어요", "running", "not running"),
    "update": ("업데이트가 있어요", "최신 상태예요", "out of date", "up to date"),
    "light": ("밝아요", "어두워요", "light", "dark"),
    "moisture": ("젖어 있어요", "말라 있어요", "wet", "dry"),
    "problem": ("문제가 있어요", "문제가 없어요", "in trouble", "fine"),
    "safety": ("위험해요", "안전해요", "not safe", "safe"),
    "": ("감지됐어요", "감지되지 않았어요", "triggered", "not triggered"),
}
"""What a yes-or-no sensor says of a thing: true and false, Korean and English."""

UNKNOWN: Pair = ("{은/는} 지금 상태를 알 수 없어요", "I don't know the state of")

FAILURES: Mapping[str, tuple[str, str, str]] = {
    "timed_out": ("{이/가} 응답하지 않아요", "isn't responding", "aren't responding"),
    "unreachable": ("{은/는} 연결되어 있지 않아요", "is offline", "are offline"),
    "gone": ("{은/는} 이제 집에 없어요", "is no longer here", "are no longer here"),
    "superseded": (
        "{은/는} 그사이 다른 요청을 받았어요",
        "was asked for something else meanwhile",
        "were asked for something else meanwhile",
    ),
    "protocol": ("{에서} 알 수 없는 답이 왔어요", "gave an unclear answer", "gave unclear answers"),
    "adapter_failed": ("{에} 문제가 생겼어요", "ran into a problem", "ran into a problem"),
    "refused": ("{이/가} 거절했어요", "refused", "refused"),
    "is_off": ("{은/는} 꺼져 있어요", "is off", "are off"),
    "power_off": ("{은/는} 꺼져 있어요", "is off", "are off"),
    "remote_off": (
        "{은/는} 원격 제어를 허용하지 않아요",
        "doesn't allow remote control",
        "don't allow remote control",
    ),
    "wrong_mode": (
        "{은/는} 지금 모드에서 그렇게 할 수 없어요",
        "can't do that in its present mode",
        "can't do that in their present mode",
    ),
    "wrong_state": (
        "{은/는} 지금은 그렇게 할 수 없어요",
        "can't do that right now",
        "can't do that right now",
    ),
    "in_error": ("{에} 오류가 있어요", "reports an error", "report an error"),
    "token": (
        "{은/는} 연결할 토큰이 더는 맞지 않아요",
        "needs a new access token",
        "need a new access token",
    ),
    "rate_limit": (
        "{은/는} 너무 자주 요청받아서 잠시 쉬고 있어요",
        "was asked too often: try again later",
        "were asked too often: try again later",
    ),
    "not_allowed": ("{은/는} 그걸 허용하지 않아요", "doesn't allow that", "don't allow that"),
    "out_of_range": (
        "{은/는} 그 값으로 맞출 수 없어요",
        "doesn't take that value",
        "don't take that value",
    ),
    "unsupported": ("{은/는} 그걸 할 수 없어요", "can't do that", "can't do that"),
    "no_ability": ("{은/는} 그걸 할 수 없어요", "can't do that", "can't do that"),
    "unknown_state": (
        "{은/는} 지금 상태를 알 수 없어요",
        "doesn't say how it is",
        "don't say how they are",
    ),
}
"""Why a command was not done: Korean, English for one thing and for several."""

NOT_CHANGED: Pair = ("{은/는} 바뀌지 않았어요", "did not change")

REFUSED: Mapping[str, Pair] = {
    "guest": (
        "이건 우리 집 어른만 부탁할 수 있어요.",
        "Only adults who live here can ask for that.",
    ),
    "not_allowed": (
        "지금은 쓸 수 없게 정해진 기기예요.",
        "You are not allowed to use that here and now.",
    ),
    "ended": (
        "이 집을 쓸 수 있는 기간이 끝났어요.",
        "Your time as a guest of this home is over.",
    ),
    "wrong_way": (
        "온돌 화면에서 확인해 주세요.",
        "Please confirm it on Ondol's page.",
    ),
    "no_such_thing": ("그런 기기는 집에 없어요.", "There is no such device here."),
    "no_such_name": ("집에 없는 이름이에요.", "I don't know that name here."),
    "no_such_area": ("그런 방은 없어요.", "There is no such room here."),
    "no_ability": ("그 기기로는 할 수 없는 일이에요.", "That device can't do that."),
    "out_of_range": ("그 값으로는 맞출 수 없어요.", "I can't set it to that value."),
    "unknown_state": (
        "지금 상태를 몰라서 바꿀 수 없어요.",
        "I don't know how it is now, so I can't change it.",
    ),
    "no_list": ("집에 목록이 없어요.", "There is no list in this home."),
    "nothing_to_do": ("바꿀 게 없어요.", "There is nothing to change."),
    "too_much": (
        "한 번에 하기에는 너무 많아요. 나눠서 말해 주세요.",
        "That's too much at once. Please ask for it in parts.",
    ),
    "unsupported": ("그건 여기서 할 수 없어요.", "That can't be done here."),
    "declined": ("네, 하지 않을게요.", "Okay, I won't do it."),
    "expired": (
        "확인을 받지 못해서 하지 않았어요.",
        "Nobody confirmed it in time, so I didn't do it.",
    ),
    "no_confirmation": (
        "이미 답했거나 시간이 지난 확인이에요.",
        "That was answered already, or came too late.",
    ),
    "same_channel": (
        "다른 화면에서 확인해 주세요.",
        "Please confirm it on another screen.",
    ),
}
"""Why nothing was done, by the code of a refusal."""

DECLINED: Mapping[str, Pair] = {
    "no_catalogue": (
        "아직 찾아서 틀 수 있는 콘텐츠가 연결되어 있지 않아요.",
        "No music or video catalogue is connected yet.",
    ),
    "no_handoff": (
        "아직 다른 기기에서 이어서 틀 수 없어요.",
        "I can't move what's playing to another device yet.",
    ),
    "no_player": (
        "지금 틀 수 있는 TV나 헤드셋이 없어요.",
        "There is no TV or headset here now that can play it.",
    ),
    "already_there": ("이미 거기에서 나오고 있어요.", "It is already playing there."),
    "nothing_plays": ("이어서 볼 게 없어요.", "Nothing is playing that could go on."),
    "unknown_content": (
        "무엇을 보고 있는지 알 수 없어서 이어서 틀 수 없어요.",
        "I don't know what is playing, so it can't go on elsewhere.",
    ),
    "no_weather": ("날씨 정보가 연결되어 있지 않아요.", "No weather service is connected."),
    "no_location": (
        "집 위치를 설정하면 해가 뜨고 지는 때에 맞출 수 있어요.",
        "Set the home's location, so that I know when the sun rises and sets.",
    ),
    "too_many": (
        "예약이 너무 많아요. 몇 개 지워 주세요.",
        "There are too many schedules. Please delete some.",
    ),
    "out_of_range": ("일 년 안의 일만 예약할 수 있어요.", "I can only plan up to a year ahead."),
}

TIMER_PROBLEMS: Mapping[str, Pair] = {
    "no_timer": ("맞춰 둔 타이머가 없어요.", "There are no timers."),
    "no_such_timer": ("그런 타이머는 없어요.", "There is no such timer."),
    "no_duration": ("몇 분으로 할까요?", "For how long?"),
    "out_of_range": ("타이머는 일주일까지만 돼요.", "A timer can run for a week at most."),
    "too_many": ("타이머가 너무 많아요.", "There are too many timers."),
}

LEFT_OUT: Mapping[str, Pair] = {
    "no_such_name": (
        "나머지는 집에 없는 이름이라 못 했어요.",
        "The rest names something that isn't in this home.",
    ),
    "no_such_thing": ("나머지는 집에 없는 기기예요.", "The rest isn't in this home."),
    "no_ability": ("나머지는 그 기기로 할 수 없어요.", "The device can't do the rest."),
    "out_of_range": (
        "나머지는 맞출 수 없는 값이에요.",
        "The rest is a value that can't be set.",
    ),
    "": ("나머지는 여기서 할 수 없어요.", "The rest can't be done here."),
}
"""What is said of the parts of a wish that no plan was made of."""

QUESTIONS: Mapping[str, Pair] = {
    "which_thing": ("어느 걸 말씀하시는 거예요?", "Which one do you mean?"),
    "which_area": ("어느 방이요?", "Which room?"),
    "what": ("무엇을 해 드릴까요?", "What would you like me to do?"),
    "value": ("얼마로 맞출까요?", "What should I set it to?"),
    "time": ("언제 할까요?", "When should I do it?"),
    "duration": ("얼마 동안이요?", "For how long?"),
    "unsure": (
        "잘 못 알아들었어요. 다시 한번 말해 주세요.",
        "Sorry, I didn't get that. Could you say it again?",
    ),
}

CHAT: Pair = (
    "더 큰 모델에 연결되어 있지 않아서 그 말에는 대답할 수 없어요. 집 안의 일은 도와드릴게요.",
    "I can't answer that: no larger model is connected. I can help with this home.",
)
UNANSWERED: Mapping[str, Pair] = {
    "down": (
        "더 큰 모델에 지금 연결되지 않아서 대답할 수 없어요. 집 안의 일은 도와드릴게요.",
        "I can't answer that: the larger model can't be reached now. I can help with this home.",
    ),
    "slow": (
        "더 큰 모델이 제때 대답하지 않았어요. 잠시 뒤에 다시 말해 주세요.",
        "The larger model didn't answer in time. Please try again later.",
    ),
    "key": (
        "더 큰 모델이 설정된 키를 받아 주지 않아서 대답할 수 없어요.",
        "I can't answer that, because the larger model doesn't take the key that was set up.",
    ),
    "unreadable": (
        "더 큰 모델의 대답을 알아볼 수 없었어요.",
        "I couldn't make sense of the larger model's answer.",
    ),
}
"""Why a larger model, where there is one, did not answer; by `LargerModelError.code`."""
CUT_SHORT: Pair = ("대답이 여기서 끊겼어요.", "The answer broke off here.")
NOTHING_TO_DO: Pair = ("바꿀 게 없어요.", "There is nothing to change.")
NOTHING_ASKED: Pair = ("그런 기기는 집에 없어요.", "There is no such device here.")
NOTHING_TO_UNDO: Pair = ("되돌릴 게 없어요.", "There is nothing to undo.")
UNDONE: Pair = ("되돌렸어요.", "Undone.")
NOT_UNDONE: Pair = ("되돌리지 못했어요.", "I couldn't undo it.")
PARTLY_UNDONE: Pair = ("다 되돌리지는 못했어요.", "I couldn't undo all of it.")
CANCELLED: Pair = ("네, 그만둘게요.", "Okay, never mind.")
ANNOUNCED: Pair = ("알렸어요.", "Announced.")
NOBODY_LISTENS: Pair = (
    "지금 들을 수 있는 화면이 없어서 알리지 못했어요.",
    "No screen could hear it, so it was not announced.",
)
