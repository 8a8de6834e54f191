"""Korean words of a home: what things are called, what is done to them, how people ask for it.

Nouns and openings are patterns of `expand`; a verb becomes all the ways to ask for it (`requests`).
Written for this project.
"""

import random
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from .hangul import Verb

Target = dict[str, Any]

NOUNS: Mapping[str, tuple[str, Target]] = {
    "light": (
        "(불*14|조명*5|등*3|전등*3|라이트*2|램프|전구|형광등|불빛|조명등|천장등|LED)",
        {"type": "light"},
    ),
    "switch": ("(스위치*4|전원 스위치)", {"type": ["switch", "outlet"]}),
    "outlet": (
        "(콘센트*3|멀티탭*3|플러그*2|스마트 플러그*2|스마트플러그|스마트 콘센트|소켓|전원)",
        {"type": ["outlet", "switch"]},
    ),
    "fan": (
        "(선풍기*6|팬|서큘레이터*2|써큘레이터|환풍기*3|실링팬|천장 선풍기|천장 팬|후드|환기팬)",
        {"type": "fan"},
    ),
    "air_conditioner": (
        "(에어컨*12|에어콘|냉방*2|냉방기|벽걸이 에어컨|스탠드 에어컨|에어컨디셔너)",
        {"type": "air_conditioner"},
    ),
    "thermostat": (
        "(보일러*6|난방*5|온도조절기*2|온도 조절기|바닥 난방|바닥난방)",
        {"type": ["thermostat", "heater"]},
    ),
    "heater": ("(히터*3|난로|온풍기*2|전기난로|전기히터|라디에이터|난방기)", {"type": "heater"}),
    "air_purifier": ("(공기청정기*4|공기 청정기|공청기*2|청정기)", {"type": "air_purifier"}),
    "humidifier": ("가습기", {"type": "humidifier"}),
    "dehumidifier": ("제습기", {"type": "dehumidifier"}),
    "diffuser": ("(디퓨저*3|향기|방향제|아로마 디퓨저|발향기)", {"type": "diffuser"}),
    "tv": ("(티비*6|TV*4|텔레비전*2|테레비|티브이|텔레비젼|tv)", {"type": "tv"}),
    "speaker": (
        "(스피커*6|블루투스 스피커|오디오|사운드바*2|AI 스피커|전축)",
        {"type": "speaker"},
    ),
    "headset": ("(헤드셋*3|XR 헤드셋|브이알 헤드셋|VR 헤드셋|헤드폰)", {"type": "headset"}),
    "vacuum": (
        "(로봇청소기*5|로봇 청소기*2|청소기*4|로청*2|청소 로봇|로봇|물걸레 로봇)",
        {"type": "vacuum"},
    ),
    "mower": ("(잔디깎이*2|잔디깎기|잔디 깎는 로봇|예초기|잔디 로봇)", {"type": "mower"}),
    "washer": ("(세탁기*6|통돌이|드럼세탁기|빨래)", {"type": "washer"}),
    "dryer": ("(건조기*5|빨래 건조기|의류건조기)", {"type": "dryer"}),
    "dishwasher": ("(식기세척기*3|식세기*3|식기 세척기|설거지 기계)", {"type": "dishwasher"}),
    "oven": ("(오븐*4|광파오븐)", {"type": "oven"}),
    "cooktop": (
        "(인덕션*3|전기레인지*2|가스레인지*2|하이라이트|쿡탑|가스렌지|가스불)",
        {"type": "cooktop"},
    ),
    "refrigerator": ("(냉장고*4|김치냉장고|냉장실)", {"type": "refrigerator"}),
    "water_heater": ("(온수기*3|온수*3|순간온수기|더운물|뜨거운 물)", {"type": "water_heater"}),
    "curtain": ("(커튼*5|커텐*2|암막 커튼|속커튼)", {"type": "cover", "cover": "curtain"}),
    "blind": ("(블라인드*5|브라인드|블라인더)", {"type": "cover", "cover": "blind"}),
    "shade": (
        "(롤스크린*2|쉐이드|롤 블라인드|롤쉐이드|롤 스크린|셰이드)",
        {"type": "cover", "cover": "shade"},
    ),
    "shutter": ("(셔터*2|덧문|방범 셔터)", {"type": "cover", "cover": "shutter"}),
    "awning": ("(어닝*2|차양*2|그늘막)", {"type": "cover", "cover": "awning"}),
    "window": ("(창문*5|전동창|창|자동 창문)", {"type": "cover", "cover": "window"}),
    "door": ("(자동문|전동문|중문|미닫이문)", {"type": "cover", "cover": "door"}),
    "garage": (
        "(차고 문*2|차고문*2|차고 셔터|주차장 문|차고)",
        {"type": "cover", "cover": "garage"},
    ),
    "gate": ("(대문*3|게이트|정문|출입문)", {"type": "cover", "cover": "gate"}),
    "lock": ("(문*4|도어락*4|도어록|자물쇠|문 잠금장치|현관문|디지털 도어락)", {"type": "lock"}),
    "valve": (
        "(가스밸브*2|가스 밸브*2|가스*2|밸브*2|수도 밸브|수도|물 밸브|중간밸브)",
        {"type": "valve"},
    ),
    "players": ("", {"type": ["tv", "speaker", "headset"]}),
    "climate": ("", {"type": ["thermostat", "heater", "air_conditioner"]}),
    "shading": ("", {"type": "cover", "cover": ["curtain", "blind", "shade"]}),
}
"""Kind of thing, its words, and what is aimed at."""

WHOLE_HOME = frozenset({"garage", "gate"})
"""Kinds of which a home has one: they name no area."""

MACHINES = frozenset(
    {"washer", "dryer", "dishwasher", "oven", "cooktop", "refrigerator", "water_heater", "mower"}
)
"""Kinds that people hardly ever give a place."""

# --- verbs ----------------------------------------------------------------------------------------

ON = (
    *(Verb("켜", "켜"),) * 12,
    *(Verb("틀", "틀어"),) * 3,
    Verb("키", "켜"),
    Verb("작동시키", "작동시켜"),
    Verb("가동하", "가동해"),
    Verb("돌리", "돌려"),
    Verb("활성화하", "활성화해"),
)
ON_LIGHT = (
    *(Verb("켜", "켜"),) * 14,
    Verb("밝히", "밝혀"),
    Verb("켜 놓", "켜 놔", "켜 놓"),
    Verb("점등하", "점등해"),
    Verb("켜 두", "켜 둬"),
)
ON_AIR = (
    *(Verb("틀", "틀어"),) * 6,
    *(Verb("켜", "켜"),) * 6,
    Verb("돌리", "돌려"),
    Verb("가동하", "가동해"),
)
OFF = (
    *(Verb("끄", "꺼"),) * 14,
    Verb("종료하", "종료해"),
    Verb("정지하", "정지해"),
    Verb("비활성화하", "비활성화해"),
)
OFF_LIGHT = (
    *(Verb("끄", "꺼"),) * 16,
    Verb("소등하", "소등해"),
    Verb("꺼 놓", "꺼 놔", "꺼 놓"),
    Verb("꺼 두", "꺼 둬"),
)
RAISE = (Verb("올리", "올려"), Verb("올리", "올려"), Verb("높이", "높여"))
LOWER = (Verb("내리", "내려"), Verb("낮추", "낮춰"), Verb("줄이", "줄여"))
SET = (
    *(Verb("맞추", "맞춰"),) * 3,
    *(Verb("하", "해"),) * 4,
    Verb("설정하", "설정해"),
    Verb("바꾸", "바꿔"),
    Verb("조절하", "조절해"),
    Verb("변경하", "변경해"),
    Verb("조정하", "조정해"),
    Verb("놓", "놔"),
    Verb("세팅하", "세팅해"),
)
TURN_TO = (
    *(Verb("바꾸", "바꿔"),) * 4,
    *(Verb("하", "해"),) * 3,
    Verb("변경하", "변경해"),
    Verb("전환하", "전환해"),
    Verb("돌리", "돌려"),
)
OPEN = (*(Verb("열", "열어"),) * 6, Verb("열어 놓", "열어 놔"), Verb("개방하", "개방해"))
CLOSE = (*(Verb("닫", "닫아"),) * 6, Verb("닫아 놓", "닫아 놔"))
OPENING: Mapping[str, Sequence[Verb]] = {
    "curtain": (Verb("열", "열어"), Verb("걷", "걷어"), Verb("젖히", "젖혀"), Verb("치우", "치워")),
    "blind": (Verb("올리", "올려"), Verb("올리", "올려"), Verb("열", "열어"), Verb("걷", "걷어")),
    "shade": (Verb("올리", "올려"), Verb("올리", "올려"), Verb("열", "열어"), Verb("걷", "걷어")),
    "shutter": (Verb("올리", "올려"), Verb("열", "열어")),
    "awning": (Verb("펴", "펴"), Verb("펼치", "펼쳐"), Verb("열", "열어"), Verb("내리", "내려")),
    "garage": (*OPEN, Verb("올리", "올려")),
    "shading": (Verb("열", "열어"), Verb("걷", "걷어"), Verb("올리", "올려")),
}
CLOSING: Mapping[str, Sequence[Verb]] = {
    "curtain": (Verb("치", "쳐"), Verb("치", "쳐"), Verb("닫", "닫아"), Verb("닫", "닫아")),
    "blind": (Verb("내리", "내려"), Verb("내리", "내려"), Verb("닫", "닫아"), Verb("치", "쳐")),
    "shade": (Verb("내리", "내려"), Verb("내리", "내려"), Verb("닫", "닫아")),
    "shutter": (Verb("내리", "내려"), Verb("닫", "닫아")),
    "awning": (
        Verb("접", "접어"),
        Verb("걷", "걷어"),
        Verb("닫", "닫아"),
        Verb("집어넣", "집어넣어"),
    ),
    "garage": (*CLOSE, Verb("내리", "내려")),
    "shading": (Verb("닫", "닫아"), Verb("치", "쳐"), Verb("내리", "내려")),
}
LOCK = (*(Verb("잠그", "잠가"),) * 5, Verb("잠그", "잠궈"), Verb("걸어 잠그", "걸어 잠가"))
UNLOCK = (
    Verb("열", "열어"),
    Verb("열", "열어"),
    Verb("풀", "풀어"),
    Verb("잠금 해제하", "잠금 해제해"),
    Verb("따", "따"),
)
START = (
    *(Verb("돌리", "돌려"),) * 4,
    *(Verb("시작하", "시작해"),) * 2,
    Verb("켜", "켜"),
    Verb("작동시키", "작동시켜"),
    Verb("가동하", "가동해"),
    Verb("출발시키", "출발시켜"),
)
PAUSE = (
    *(Verb("멈추", "멈춰"),) * 3,
    Verb("일시정지하", "일시정지해"),
    Verb("세우", "세워"),
    Verb("잠깐 멈추", "잠깐 멈춰"),
    Verb("잠시 세우", "잠시 세워"),
    Verb("중지하", "중지해"),
)
STOP = (
    Verb("끄", "꺼"),
    Verb("정지하", "정지해"),
    Verb("취소하", "취소해"),
    Verb("그만 돌리", "그만 돌려"),
)
RESUME = (
    Verb("다시 돌리", "다시 돌려"),
    Verb("다시 시작하", "다시 시작해"),
    Verb("이어서 하", "이어서 해"),
    Verb("계속하", "계속해"),
    Verb("재개하", "재개해"),
)
SEND_HOME = (
    Verb("집으로 보내", "집으로 보내"),
    Verb("충전대로 보내", "충전대로 보내"),
    Verb("충전하러 보내", "충전하러 보내"),
    Verb("복귀시키", "복귀시켜"),
    Verb("돌려보내", "돌려보내"),
    Verb("집에 보내", "집에 보내"),
    Verb("충전기로 돌려보내", "충전기로 돌려보내"),
    Verb("도크로 복귀시키", "도크로 복귀시켜"),
)
PLAY = (*(Verb("틀", "틀어"),) * 6, *(Verb("재생하", "재생해"),) * 2, Verb("들려주", "들려줘"))
SHOW = (
    *(Verb("틀", "틀어"),) * 4,
    Verb("보여 주", "보여 줘"),
    Verb("켜", "켜"),
    Verb("재생하", "재생해"),
)

# --- asking ---------------------------------------------------------------------------------------

_GIVE = (
    *("줘",) * 9,
    *("주세요",) * 5,
    *(
        "줄래",
        "줄래",
        "줄래?",
        "줄래요",
        "줄래요?",
        "주실래요",
        "주실래요?",
        "주시겠어요",
        "주시겠어요?",
    ),
    *("줘요", "줘요", "주라", "줘라", "줘 봐", "주렴", "줘봐", "줘잉", "주세용", "주셈", "주삼"),
    *("줄 수 있어", "줄 수 있어?", "줄 수 있니", "줄 수 있니?", "줄 수 있을까", "줄 수 있을까?"),
    *("줄 수 있나요", "줄 수 있을까요?", "줄 수 있어요?", "주실 수 있나요?", "주실 수 있을까요"),
    *(
        "주면 안 돼?",
        "주면 안 될까",
        "주면 안 될까요?",
        "주면 좋겠어",
        "주면 좋겠는데",
        "주면 고맙겠어",
    ),
    *("줬으면 좋겠어", "줬으면 해", "줬으면 하는데", "주시면 좋겠어요", "주시면 감사하겠습니다"),
    *(
        "주십시오",
        "주시기 바랍니다",
        "주시겠습니까",
        "주시길 바랍니다",
        "주기 바라",
        "주겠니",
        "주겠어?",
    ),
    *(
        "달라고",
        "달라니까",
        "달라고요",
        "주지 그래",
        "주지 않을래",
        "줄 거지?",
        "줘야지",
        "줘야 해",
    ),
    *(
        "줄 수 있겠니",
        "줄 수 있겠어",
        "주실 수 있겠습니까",
        "주실 수 있으신가요",
        "주셨으면 합니다",
        "주셨으면 좋겠어요",
        "주시길 부탁드려요",
        "주시길 부탁드립니다",
        "주시면 좋겠습니다",
        "주면 좋을 것 같아",
        "주면 될 것 같아",
        "주기를 바라",
        "주길 바란다",
        "주실래",
        "주지 않으실래요",
        "줬음 좋겠다",
        "줬음 해",
        "줘라 제발",
        "주라고",
        "줄텨",
        "주그라",
        "주이소예",
        "줘부러",
        "줘야겠다",
    ),
    *("주이소", "주소", "주쇼", "주랑께", "줘유", "주세유", "다오", "주게", "주시게", "줍서"),
)
_ENDINGS = (
    *("어",) * 16,
    *(
        "어라",
        "어라",
        "어 봐",
        "어봐",
        "어 봐요",
        "어 보세요",
        "어 봐라",
        "어 놔",
        "어놔",
        "어 둬",
        "어 놔라",
    ),
    *(
        "자",
        "자",
        "고 싶어",
        "고 싶은데",
        "는 게 좋겠어",
        "는 게 좋겠다",
        "도록 해",
        "도록 하자",
        "도록",
    ),
    *(
        "으세요",
        "으세요",
        "으십시오",
        "으라고",
        "으라니까",
        "ㄹ까",
        "ㄹ까?",
        "ㄹ까요?",
        "ㅂ시다",
        "으렴",
    ),
    *(
        "어야겠다",
        "어야겠어",
        "어야 돼",
        "어야 해",
        "어야지",
        "었으면 좋겠어",
        "었으면 좋겠다",
        "었으면 해",
    ),
    *("었으면 좋겠는데", "었으면 하는데", "는 거 부탁해", "는 것 좀 부탁해요", "는 거 좀", "어요"),
    *(
        "도록 하세요",
        "도록 해 줘",
        "도록 해 주세요",
        "도록 부탁해",
        "기 바랍니다",
        "길 바라",
        "길 바랍니다",
        "으면 좋겠어",
        "으면 좋겠다",
        "으면 좋을 것 같아",
        "어 보자",
        "어 볼래",
        "어 볼까",
        "는 게 어때",
        "어 주면 안 될까",
        "기를 부탁드립니다",
        "ㄹ래",
        "ㄹ래?",
    ),
    *("으라", "어라 마", "어유", "으쇼", "어버려", "어 버려", "고"),
)


@lru_cache(maxsize=2_000)
def requests(verb: Verb) -> tuple[str, ...]:
    """Return the ways to ask for what a verb says, as often as they are said."""
    said = [verb + ending for ending in _ENDINGS if _is_apt(verb, ending)]
    base = verb.infinitive.removesuffix("줘").rstrip()  # 들려 주다 already gives
    for ending in _GIVE:
        said += [f"{base}{ending}", f"{base} {ending}"]
    return (*said, *[verb.infinitive] * 14)


def _is_apt(verb: Verb, ending: str) -> bool:
    """Say whether an ending sounds right; what ends in 놓 or 주 already is a request."""
    is_kept = ending in {"어 놔", "어놔", "어 둬", "어 놔라", "어버려", "어 버려"}
    return not (is_kept and verb.stem.endswith((" 놓", " 두", "주", "하")))


def request(verbs: Sequence[Verb], rng: random.Random) -> str:
    """Return one of some verbs as a request.

    >>> request((Verb("끄", "꺼"),), random.Random(3)).startswith(("꺼", "끄", "끌", "껐", "끕"))
    True
    """
    return rng.choice(requests(rng.choice(verbs)))


WAKE = (
    "(알렉사*2|헤이 구글*2|오케이 구글*2|올리*2|올리야|빅스비*2|하이 빅스비|시리야*2|헤이 시리|하이 엘지|"
    "온돌*2|온돌아|지니야|기가지니|클로바|헤이 클로바|아리아|헤이 카카오|누구야|짱구야|구글|샐리야|알렉사야|"
    "코타나|헤이 온돌|olly|alexa|hey google|siri|ok google)"
)
OPENINGS = (
    "(야*3|저기*2|저기요|저기 있잖아|있잖아|혹시*2|아*2|음|어|그|자*2|이제*2|지금*3|당장|빨리|얼른|일단|우선|"
    "근데|그럼|그러면|아 맞다|미안한데|부탁인데|잠깐만|얘|얘야|여보세요|어이|이봐|제발|좀|나 지금 바쁘니까|"
    "미안하지만|죄송한데|가능하면|괜찮으면|잠시만|어서|퍼뜩|바로|즉시|please|오케이|좋아|그래|아이고|아휴)"
)
REASONS = (
    "(나 이제 잘 거니까|자러 갈게|나 잘게|이제 잔다|나갈게|나 나가|다녀올게|출근한다|졸리다|영화 볼 거니까|손님 오니까|애기 자니까|나 나간다|집중이 안 돼서 그런데|손이 없어서 그런데|"
    "전기 아까우니까|눈 아프니까|나 방금 들어왔어|다리 아파서 그런데|지금 통화 중이라|공부해야 되니까|"
    "설거지 중이라서|자려고 하니까|친구 오기로 했으니까|나 샤워할 거야|아이고 허리야|누워 있어서 그런데|"
    "손에 물 묻었어|깜빡했네|아 깜빡했다|나 지금 나갈 거야|책 볼 거라서|밥 먹을 거니까|귀찮으니까|급해|"
    "엄마가 그러는데|이따 손님 와|회의 들어가야 돼서|요가할 거니까|아침이니까|밤이니까|늦었으니까)"
)
CLOSINGS = (
    "(지금*2|당장|빨리|얼른|제발|부탁해*2|부탁해요|고마워*2|고마워요|please|플리즈|응?|알았지|알겠지?|바로|좀|"
    "지금 당장|어서|급해|잘 부탁해|감사합니다|땡큐|오케이?|네?|ㄱㄱ|ㅠㅠ|ㅎㅎ|!|!!|~|...|..)"
)
