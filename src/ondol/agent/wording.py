"""Words for types, reasons, colours and days, in Korean and English."""

from collections.abc import Mapping
from typing import Literal


def pick(pair: tuple[str, str], language: Literal["ko", "en"]) -> str:
    """Return the Korean or the English one of a pair."""
    return pair[0] if language == "ko" else pair[1]


TYPES: Mapping[str, tuple[str, str]] = {
    "light": ("불", "light"),
    "switch": ("스위치", "switch"),
    "outlet": ("콘센트", "outlet"),
    "fan": ("선풍기", "fan"),
    "air_conditioner": ("에어컨", "air conditioner"),
    "thermostat": ("난방", "thermostat"),
    "heater": ("난로", "heater"),
    "air_purifier": ("공기청정기", "air purifier"),
    "humidifier": ("가습기", "humidifier"),
    "dehumidifier": ("제습기", "dehumidifier"),
    "diffuser": ("디퓨저", "diffuser"),
    "cover": ("커튼", "cover"),
    "curtain": ("커튼", "curtain"),
    "blind": ("블라인드", "blind"),
    "shade": ("롤스크린", "shade"),
    "shutter": ("셔터", "shutter"),
    "awning": ("어닝", "awning"),
    "garage": ("차고 문", "garage door"),
    "gate": ("대문", "gate"),
    "door": ("문", "door"),
    "window": ("창문", "window"),
    "lock": ("도어락", "lock"),
    "tv": ("TV", "TV"),
    "speaker": ("스피커", "speaker"),
    "headset": ("헤드셋", "headset"),
    "vacuum": ("로봇청소기", "vacuum"),
    "mower": ("잔디깎이", "mower"),
    "washer": ("세탁기", "washing machine"),
    "dryer": ("건조기", "dryer"),
    "dishwasher": ("식기세척기", "dishwasher"),
    "oven": ("오븐", "oven"),
    "cooktop": ("인덕션", "hob"),
    "refrigerator": ("냉장고", "refrigerator"),
    "water_heater": ("온수기", "water heater"),
    "valve": ("밸브", "valve"),
    "sensor": ("센서", "sensor"),
    "scene": ("장면", "scene"),
    "script": ("루틴", "routine"),
    "list": ("목록", "list"),
    "person": ("사람", "person"),
    "temperature": ("온도계", "thermometer"),
    "humidity": ("습도계", "humidity sensor"),
    "motion": ("움직임 센서", "motion sensor"),
    "smoke": ("연기 감지기", "smoke detector"),
    "gas": ("가스 감지기", "gas sensor"),
    "pm25": ("미세먼지 센서", "dust sensor"),
    "battery": ("배터리 센서", "battery sensor"),
    "any": ("그런 기기", "such thing"),
}
"""What a type, a cover kind or a measure is called."""

REASONS: Mapping[str, tuple[str, str]] = {
    "no_catalogue": (
        "아직 음악이나 영상을 찾아 틀 수 있는 곳이 연결되어 있지 않아요.",
        "No music or video source is connected yet.",
    ),
    "no_handoff": ("아직 이어 보기를 할 수 없어요.", "Carrying on elsewhere is not possible yet."),
    "no_weather": ("날씨를 알려 줄 곳이 연결되어 있지 않아요.", "No weather source is connected."),
    "no_location": (
        "집의 위치를 몰라서 해가 지고 뜨는 때를 알 수 없어요.",
        "I don't know where the home is, so I can't tell when the sun sets or rises.",
    ),
    "unsupported": ("그건 이 집에서 할 수 없어요.", "This home cannot do that."),
    "no_such_name": ("모르는 이름이 있어요.", "I don't know one of the names."),
    "no_such_thing": ("그런 기기가 없어요.", "There is no such thing here."),
    "no_ability": ("그 기기는 그렇게 할 수 없어요.", "It cannot do that."),
    "out_of_range": ("그 값으로는 맞출 수 없어요.", "That value is out of range."),
    "nothing_to_do": ("지금은 바꿀 것이 없어요.", "There is nothing to change now."),
    "no_list": ("목록이 없어요.", "There is no list."),
    "no_timer": ("맞춰 둔 타이머가 없어요.", "No timer is set."),
    "no_such_timer": ("그런 타이머가 없어요.", "There is no such timer."),
    "which_timer": ("타이머가 여러 개예요. 어느 것인가요?", "There are several timers. Which one?"),
    "no_duration": ("얼마 동안인지 말씀해 주세요.", "Please say for how long."),
    "too_many": ("너무 많아서 더 할 수 없어요.", "There are too many already."),
    "too_much": (
        "한 번에 너무 많아요. 나눠서 말씀해 주세요.",
        "That is too much at once; ask in parts.",
    ),
    "already_there": ("이미 목록에 있어요.", "It is on the list already."),
    "no_such_item": ("목록에 없어요.", "It is not on the list."),
    "full": ("목록이 가득 찼어요.", "The list is full."),
    "guest": ("이 집에 사는 사람만 할 수 있어요.", "Only people who live here may do that."),
    "same_channel": (
        "요청한 화면이 아닌 다른 화면에서 확인해 주세요.",
        "Please confirm on another screen than the one that asked.",
    ),
    "declined": ("확인하지 않아서 하지 않았어요.", "It was declined, so it was not done."),
    "expired": (
        "확인 시간이 지나서 하지 않았어요.",
        "Nobody confirmed in time, so it was not done.",
    ),
    "no_confirmation": ("확인할 것이 없어요.", "There is nothing to confirm."),
    "unreachable": ("연결되어 있지 않아요.", "It cannot be reached."),
}
"""Why something was not done, by code."""

COLORS: Mapping[str, tuple[str, str]] = {
    "red": ("빨간색", "red"),
    "blue": ("파란색", "blue"),
    "green": ("초록색", "green"),
    "yellow": ("노란색", "yellow"),
    "orange": ("주황색", "orange"),
    "purple": ("보라색", "purple"),
    "pink": ("분홍색", "pink"),
    "white": ("하얀색", "white"),
    "skyblue": ("하늘색", "sky blue"),
    "navy": ("남색", "navy"),
    "turquoise": ("청록색", "turquoise"),
}

DAYS: tuple[tuple[str, str], ...] = (
    ("월요일", "Monday"),
    ("화요일", "Tuesday"),
    ("수요일", "Wednesday"),
    ("목요일", "Thursday"),
    ("금요일", "Friday"),
    ("토요일", "Saturday"),
    ("일요일", "Sunday"),
)
