"""Random homes for the corpus: areas, floors and things with names that nobody has heard.

What nano must learn is not these names but that a mark follows whatever a home calls its own; so
names come from a large combinational vocabulary, most things of common types are present, and some
names are the plain words for their type ("에어컨", "lamp"), as in real homes.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Literal

from ondol.agent.names import LAMPS
from ondol.home.home import Area, Home
from ondol.things.catalog import COVER_KINDS, MEASURES, TYPES, describe
from ondol.things.thing import State, Thing

Language = Literal["ko", "en"]

_AREAS: Mapping[Language, Sequence[str]] = {
    "ko": (
        *(
            "거실",
            "안방",
            "침실",
            "주방",
            "부엌",
            "욕실",
            "화장실",
            "현관",
            "베란다",
            "발코니",
            "작은방",
        ),
        *(
            "큰방",
            "서재",
            "공부방",
            "아이방",
            "애기방",
            "놀이방",
            "드레스룸",
            "옷방",
            "다용도실",
            "세탁실",
        ),
        *(
            "차고",
            "마당",
            "정원",
            "옥상",
            "다락방",
            "지하실",
            "창고",
            "복도",
            "계단",
            "테라스",
            "손님방",
        ),
        *(
            "게스트룸",
            "할머니방",
            "할아버지 방",
            "작업실",
            "사무실",
            "회의실",
            "운동방",
            "홈짐",
            "영화방",
        ),
        *(
            "식당",
            "다이닝룸",
            "팬트리",
            "보일러실",
            "안채",
            "사랑방",
            "부부 침실",
            "마루",
            "응접실",
            "온실",
        ),
    ),
    "en": (
        *("living room", "kitchen", "bedroom", "master bedroom", "bathroom", "hallway", "office"),
        *("study", "garage", "basement", "attic", "laundry room", "dining room", "guest room"),
        *("nursery", "playroom", "den", "porch", "patio", "backyard", "garden", "balcony", "foyer"),
        *("entrance", "closet", "pantry", "library", "gym", "workshop", "sunroom", "utility room"),
        *("loft", "lounge", "family room", "kids room", "spare room", "en suite", "conservatory"),
        *("mudroom", "music room", "media room", "stairs", "landing", "driveway", "deck", "shed"),
    ),
}
_PEOPLE: Mapping[Language, Sequence[str]] = {
    "ko": (
        *(
            "지우",
            "민준",
            "서연",
            "하준",
            "지민",
            "엄마",
            "아빠",
            "할머니",
            "할아버지",
            "수아",
            "도윤",
        ),
        *(
            "예린",
            "현우",
            "은서",
            "태민",
            "유나",
            "삼촌",
            "이모",
            "동생",
            "언니",
            "형",
            "누나",
            "준호",
        ),
    ),
    "en": (
        *("Leo", "Mia", "Noah", "Emma", "Mom", "Dad", "Grandma", "Oliver", "Sophie", "Jack", "Ava"),
        *("Ethan", "Lucy", "Sam", "Zoe", "Ben", "Nora", "Max", "Ella", "Grandpa", "Priya", "Kenji"),
    ),
}
_FLOORS: Mapping[Language, Sequence[Sequence[str]]] = {
    "ko": (("1층", "2층"), ("1층", "2층", "3층"), ("지하", "1층", "2층"), ()),
    "en": (
        ("downstairs", "upstairs"),
        ("ground floor", "first floor", "second floor"),
        ("1st floor", "2nd floor"),
        ("basement", "main floor", "top floor"),
        ("First Floor", "Upstairs"),
        (),
    ),
}
_SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히"
_LATIN = ("lu", "mi", "zo", "ra", "ven", "kai", "tor", "el", "na", "bri", "qu", "or", "dex", "hal")
_BRANDS = (
    "휴",
    "Hue",
    "이케아",
    "샤오미",
    "LG",
    "삼성",
    "Wemo",
    "Nest",
    "Aqara",
    "Tapo",
    "오브제",
    "필립스",
)

_NOUNS: Mapping[Language, Mapping[str, Sequence[str]]] = {
    "ko": {
        "light": (
            "등",
            "불",
            "조명",
            "스탠드",
            "무드등",
            "간접등",
            "램프",
            "취침등",
            "식탁등",
            "샹들리에",
            "전등",
            "수면등",
            "LED",
            "펜던트",
            "독서등",
            "줄조명",
        ),
        "switch": (
            "스위치",
            "커피머신",
            "정수기",
            "어항",
            "트리",
            "의류관리기",
            "비데",
            "안마의자",
            "펌프",
            "족욕기",
            "전자레인지",
        ),
        "outlet": (
            "콘센트",
            "멀티탭",
            "플러그",
            "전기장판",
            "고데기",
            "다리미",
            "스마트 플러그",
            "충전기",
        ),
        "fan": ("선풍기", "서큘레이터", "환풍기", "실링팬", "팬", "후드", "천장 팬"),
        "air_conditioner": ("에어컨", "냉방기", "벽걸이 에어컨", "스탠드 에어컨"),
        "thermostat": ("보일러", "난방", "온도조절기", "바닥 난방"),
        "heater": ("히터", "난로", "온풍기", "전기난로"),
        "air_purifier": ("공기청정기", "공청기", "청정기"),
        "humidifier": ("가습기",),
        "dehumidifier": ("제습기",),
        "diffuser": ("디퓨저", "향기"),
        "lock": ("도어락", "현관문", "문", "자물쇠", "앞문", "뒷문", "대문", "금고"),
        "tv": ("TV", "티비", "텔레비전", "테레비", "올레드"),
        "speaker": ("스피커", "사운드바", "오디오", "홈팟", "블루투스 스피커"),
        "headset": ("헤드셋", "XR 헤드셋", "퀘스트"),
        "vacuum": ("로봇청소기", "청소기", "로청", "로보락", "물걸레 로봇"),
        "mower": ("잔디깎이", "잔디 로봇"),
        "washer": ("세탁기", "통돌이", "드럼세탁기", "워시타워"),
        "dryer": ("건조기",),
        "dishwasher": ("식기세척기", "식세기"),
        "oven": ("오븐", "광파오븐"),
        "cooktop": ("인덕션", "전기레인지", "하이라이트"),
        "refrigerator": ("냉장고", "김치냉장고"),
        "water_heater": ("온수기", "온수", "순간온수기"),
        "valve": ("가스밸브", "수도 밸브", "밸브", "가스"),
        "scene": (
            "영화 모드",
            "외출 모드",
            "취침 모드",
            "파티 모드",
            "독서 모드",
            "기상 모드",
            "굿나잇",
            "손님 맞이",
            "공부 모드",
            "휴식",
            "저녁 식사",
            "낮잠 모드",
        ),
        "script": ("귀가 루틴", "아침 루틴", "청소 루틴", "문단속", "커피 타임", "홈시어터"),
        "list": (
            "장보기 목록",
            "할 일",
            "쇼핑 목록",
            "준비물",
            "장보기",
            "살 것",
            "여행 준비 목록",
            "해야 할 일",
        ),
        "curtain": ("커튼", "암막 커튼", "속커튼"),
        "blind": ("블라인드", "우드 블라인드"),
        "shade": ("롤스크린", "쉐이드", "롤 블라인드"),
        "shutter": ("셔터", "덧문"),
        "awning": ("어닝", "차양"),
        "garage": ("차고 문", "차고문", "주차장 문"),
        "gate": ("대문", "게이트", "정문"),
        "door": ("자동문", "중문", "미닫이문"),
        "window": ("창문", "전동창", "천창"),
    },
    "en": {
        "light": (
            "light",
            "lights",
            "lamp",
            "ceiling light",
            "floor lamp",
            "bedside lamp",
            "chandelier",
            "spotlight",
            "night light",
            "strip",
            "pendant",
            "reading lamp",
            "desk lamp",
            "lantern",
            "sconce",
        ),
        "switch": (
            "switch",
            "coffee maker",
            "kettle",
            "aquarium",
            "christmas tree",
            "pump",
            "fountain",
            "coffee machine",
            "electric blanket",
            "toaster",
        ),
        "outlet": ("plug", "outlet", "socket", "smart plug", "power strip", "charger", "wall plug"),
        "fan": ("fan", "ceiling fan", "extractor", "exhaust fan", "hood", "tower fan"),
        "air_conditioner": ("air conditioner", "AC", "aircon", "air con"),
        "thermostat": ("thermostat", "heating", "boiler", "radiator"),
        "heater": ("heater", "space heater", "fireplace"),
        "air_purifier": ("air purifier", "purifier"),
        "humidifier": ("humidifier",),
        "dehumidifier": ("dehumidifier",),
        "diffuser": ("diffuser", "scent diffuser"),
        "lock": ("front door", "back door", "lock", "door lock", "side door", "safe", "patio door"),
        "tv": ("TV", "telly", "television", "big screen"),
        "speaker": ("speaker", "soundbar", "stereo", "homepod", "sound system"),
        "headset": ("headset", "VR headset", "goggles"),
        "vacuum": ("vacuum", "robot vacuum", "roomba", "hoover", "vacuum cleaner"),
        "mower": ("mower", "lawn mower", "robot mower"),
        "washer": ("washing machine", "washer"),
        "dryer": ("dryer", "tumble dryer"),
        "dishwasher": ("dishwasher",),
        "oven": ("oven",),
        "cooktop": ("hob", "cooktop", "stove"),
        "refrigerator": ("fridge", "refrigerator"),
        "water_heater": ("water heater", "hot water"),
        "valve": ("water valve", "sprinkler", "irrigation", "gas valve", "water main"),
        "scene": (
            "movie night",
            "good night",
            "party mode",
            "away mode",
            "reading time",
            "date night",
            "relax",
            "wake up",
            "dinner time",
            "bedtime",
            "movie mode",
            "focus",
        ),
        "script": (
            "morning routine",
            "leaving home",
            "lock up",
            "cleaning routine",
            "coffee time",
            "welcome home",
        ),
        "list": (
            "shopping list",
            "to-do list",
            "grocery list",
            "groceries",
            "packing list",
            "todo list",
            "chores",
            "holiday list",
        ),
        "curtain": ("curtains", "curtain", "drapes", "left curtain", "right curtain"),
        "blind": ("blinds", "blind", "venetian blinds"),
        "shade": ("shade", "roller shade", "shades"),
        "shutter": ("shutters", "shutter"),
        "awning": ("awning",),
        "garage": ("garage door",),
        "gate": ("gate", "driveway gate"),
        "door": ("sliding door", "pet door"),
        "window": ("window", "skylight", "roof window"),
    },
}
_MEASURE_NOUNS: Mapping[Language, Mapping[str, Sequence[str]]] = {
    "ko": {
        "temperature": ("온도", "온도계", "온도 센서"),
        "humidity": ("습도", "습도계"),
        "pm25": ("미세먼지", "초미세먼지", "미세먼지 센서"),
        "window": ("창문", "창문 센서"),
        "door": ("문", "문 센서", "방문"),
        "motion": ("움직임", "모션 센서", "동작 감지기"),
        "smoke": ("연기 감지기", "화재 경보기"),
        "gas": ("가스 감지기", "가스 누출 감지기"),
        "co2": ("이산화탄소", "CO2 센서"),
        "battery": ("배터리", "핸드폰 배터리"),
        "illuminance": ("조도", "조도 센서"),
        "power": ("전력", "소비 전력"),
        "energy": ("전기 사용량", "에너지"),
        "water_leak": ("누수 센서", "누수 감지기"),
    },
    "en": {
        "temperature": ("temperature", "thermometer", "temperature sensor"),
        "humidity": ("humidity", "hygrometer", "humidity sensor"),
        "pm25": ("air quality", "dust sensor", "pm2.5"),
        "window": ("window", "window sensor"),
        "door": ("door", "door sensor"),
        "motion": ("motion", "motion sensor", "motion detector"),
        "smoke": ("smoke detector", "smoke alarm"),
        "gas": ("gas sensor", "gas detector"),
        "co2": ("co2", "carbon dioxide sensor"),
        "battery": ("battery", "phone battery"),
        "illuminance": ("brightness sensor", "light level"),
        "power": ("power", "power usage"),
        "energy": ("energy", "energy meter"),
        "water_leak": ("leak sensor", "water leak sensor"),
    },
}
_ODD: Mapping[Language, Sequence[str]] = {
    "ko": (
        "쿠키 상자",
        "펌프",
        "계량기",
        "핸드폰",
        "세탁기",
        "택배함",
        "자전거",
        "우편함",
        "차",
        "태양광",
        "수조",
        "와인셀러",
    ),
    "en": (
        "cookie jar",
        "pump",
        "meter",
        "phone",
        "washer",
        "mailbox",
        "bike",
        "car",
        "solar",
        "tank",
        "shed",
        "wine fridge",
    ),
}
_COMMON = (
    *("light", "light", "light", "light", "switch", "outlet", "fan", "air_conditioner"),
    *("thermostat", "heater", "air_purifier", "humidifier", "dehumidifier", "diffuser", "lock"),
    *("tv", "speaker", "headset", "vacuum", "mower", "washer", "dryer", "dishwasher", "oven"),
    *("cooktop", "refrigerator", "water_heater", "valve", "scene", "scene", "script", "list"),
    *("person", "person", "sensor", "sensor", "sensor", "cover", "cover"),
)


def random_home(rng: random.Random, language: Language) -> Home:
    """Return a home of 3 to 14 areas and 10 to 70 things; its state is not looked at."""
    floors = rng.choice(_FLOORS[language])
    names = rng.sample(_AREAS[language], rng.randint(3, 14))
    areas = {
        f"a{i}": Area(
            id=f"a{i}",
            name=_area_name(rng, language, name),
            aliases=(_area_name(rng, language, name),) if rng.random() < 0.2 else (),
            floor=rng.choice(floors) if floors else None,
        )
        for i, name in enumerate(names)
    }
    things: dict[str, Thing] = {}
    for number in range(rng.randint(10, 70)):
        area = rng.choice(list(areas.values()))
        thing = random_thing(rng, language, f"t{number}", rng.choice(_COMMON), area)
        things[thing.id] = thing
    return Home(id="random", language=language, areas=areas, things=things)


def random_thing(
    rng: random.Random,
    language: Language,
    identifier: str,
    type_: str,
    area: Area,
    *,
    kind: str | None = None,
    measures: str | None = None,
) -> Thing:
    """Return a thing of a type with a random name."""
    if type_ == "cover" and kind is None:
        kind = rng.choice(COVER_KINDS[:3] if rng.random() < 0.7 else COVER_KINDS)
    if type_ == "sensor" and measures is None:
        common = tuple(_MEASURE_NOUNS[language])
        measures = rng.choice(common if rng.random() < 0.7 else tuple(MEASURES))
    title = _title(rng, language, kind or type_, measures, area)
    aliases = tuple(
        _title(rng, language, kind or type_, measures, area)
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))
    )
    state: State = dict.fromkeys(TYPES[type_].properties)
    return describe(
        id=identifier,
        title=title,
        type=type_,
        state=state,
        aliases=aliases,
        area=area.id,
        kind=kind,
        measures=measures,
    )


def _area_name(rng: random.Random, language: Language, name: str) -> str:
    shape = rng.random()
    if shape < 0.8:
        return name
    person = rng.choice(_PEOPLE[language])
    if shape < 0.9:
        return f"{person}{rng.choice(('', ' '))}방" if language == "ko" else f"{person}'s room"
    return f"{invented(rng, language)}방" if language == "ko" else f"{invented(rng, 'en')} room"


def _title(
    rng: random.Random, language: Language, type_: str, measures: str | None, area: Area
) -> str:
    if type_ == "person":
        return rng.choice(_PEOPLE[language]) if rng.random() < 0.5 else _person(rng, language)
    if measures is not None:
        nouns = _MEASURE_NOUNS[language].get(measures, (measures.replace("_", " "),))
        if rng.random() < 0.25:
            return f"{rng.choice(_ODD[language])} {rng.choice(nouns)}"
    else:
        nouns = _NOUNS[language][type_]
    noun = rng.choice(nouns)
    shape = rng.random()
    if type_ in {"scene", "script", "list"} and shape < 0.75:
        return noun
    if shape < 0.3:
        return noun
    if shape < 0.6:
        return f"{area.name} {noun}"
    if shape < 0.7:
        person = rng.choice(_PEOPLE[language])
        return f"{person} {noun}" if language == "ko" else f"{person}'s {noun}"
    if shape < 0.78:
        return f"{rng.choice(_BRANDS)} {noun}"
    if shape < 0.88:
        return invented(rng, language)
    if shape < 0.94:
        return f"{noun} {rng.randint(1, 4)}"
    return f"{invented(rng, language)} {noun}"


def _person(rng: random.Random, language: Language) -> str:
    """Return a name made of the syllables of names."""
    first, last = _NAME_PARTS[language]
    name = f"{rng.choice(first)}{rng.choice(last)}"
    return name if language == "ko" else name.capitalize()


_NAME_PARTS: Mapping[Language, tuple[Sequence[str], Sequence[str]]] = {
    "ko": (
        tuple("민서지하도유준은수채예태다시건재소현윤아승"),
        tuple("준서우윤아연호린진빈원율훈희영은솔혁"),
    ),
    "en": (
        ("jo", "ma", "al", "ka", "da", "be", "li", "ro", "sa", "ha", "an", "el", "mi", "to", "ge"),
        (
            "seph",
            "ria",
            "bert",
            "ren",
            "niel",
            "lla",
            "sa",
            "nald",
            "rah",
            "nna",
            "drew",
            "len",
            "guel",
        ),
    ),
}


def invented(rng: random.Random, language: Language) -> str:
    """Return a name that nobody has heard."""
    if language == "ko" and rng.random() < 0.85:
        return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))
    return "".join(rng.choice(_LATIN) for _ in range(rng.randint(2, 3)))


def strange_name(rng: random.Random, language: Language, type_: str) -> str:
    """Return what somebody else's thing of a type is called."""
    shape = rng.random()
    if shape < 0.4:
        return invented(rng, language)
    if type_ == "light" and shape < 0.8:
        return rng.choice(LAMPS[language])
    noun = rng.choice(_NOUNS[language].get(type_, ("",)))
    person, brand = rng.choice(_PEOPLE[language]), rng.choice(_BRANDS)
    owner = person if language == "ko" else f"{person}'s"
    return rng.choice((f"{owner} {noun}", f"{brand} {noun}", f"{invented(rng, language)} {noun}"))


def area_words(language: Language) -> Sequence[str]:
    """Return the usual names of areas."""
    return _AREAS[language]
