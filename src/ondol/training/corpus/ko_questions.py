"""Korean questions: of sensors, of the state of things, of people."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from .compose import Aim, Table, Template, query
from .expand import expand
from .hangul import Verb, with_final
from .ko_targets import noun
from .ko_words import NOUNS

Form = Literal["verb", "past", "quality", "noun"]


@dataclass(frozen=True, slots=True)
class Predicate:
    """What can be asked of something: 켜져 있, 열렸, 낮, 정상; and its form before a noun."""

    verb: Verb
    form: Form
    relative: str


def being(word: str) -> Predicate:
    """Return what is so now: 켜져 있."""
    return Predicate(Verb(f"{word} 있", f"{word} 있어"), "verb", f"{word} 있는")


def done(past: str, relative: str) -> Predicate:
    """Return what has come about: 열렸."""
    return Predicate(Verb(past, past + "어"), "past", relative)


def doing(stem: str, infinitive: str) -> Predicate:
    """Return what happens: 새, 있."""
    verb = Verb(stem, infinitive)
    return Predicate(verb, "verb", verb + "는")


def quality(stem: str, infinitive: str, soft: str = "") -> Predicate:
    """Return what something is like: 낮."""
    verb = Verb(stem, infinitive, soft)
    return Predicate(verb, "quality", verb + "ㄴ")


def naming(word: str) -> Predicate:
    """Return what something is, by a noun: 정상."""
    return Predicate(Verb(word, word), "noun", f"{word}인")


_NOT = doing("없", "없어")
_IS = doing("있", "있어")
_ASK = (
    "어",
    "어",
    "어?",
    "어?",
    "어?",
    "니",
    "니?",
    "나",
    "나?",
    "나요?",
    "나요",
    "어요?",
    "어요",
    "지?",
    "지",
    "죠?",
    "냐",
    "냐?",
    "는가",
    "는가요?",
    "노",
    "남?",
    "는겨?",
    "는 거예요?",
    "으려나",
)
_ASK_QUALITY = (
    "어",
    "어?",
    "어?",
    "니?",
    "냐",
    "나?",
    "은가?",
    "은가요?",
    "어요?",
    "지?",
    "죠?",
    "어요",
)
_ASK_NOUN = (
    "이야",
    "이야?",
    "이야?",
    "이니?",
    "인가?",
    "인가요?",
    "이에요?",
    "이지?",
    "이죠?",
    "인가",
    "입니까?",
    "이냐",
    "인 거야?",
    " 맞아?",
    "인가 봐 줘",
)
_WHETHER = (
    "알려 줘",
    "확인해 줘",
    "좀 봐 줘",
    "확인 좀",
    "봐 줄래?",
    "알려줘",
    "확인해 주세요",
    "궁금해",
    "알 수 있을까?",
    "좀 알려 주세요",
    "체크해 줘",
    "말해 줘",
    "확인 부탁해",
    "궁금한데",
    "궁금해요",
    "확인해줘",
    "체크해줘",
    "체크 좀 해 줄래",
    "확인 좀 해 줄래?",
    "확인해 줄 수 있어?",
    "좀 확인해 볼래",
    "확인해 주시겠어요?",
    "알려 줄 수 있어?",
    "알려 줄래",
    "알고 싶어",
    "살펴봐 줘",
    "봐봐",
    "한번 봐 줄래",
    "아니?",
    "알아?",
    "보고해",
    "점검해 줘",
)


@lru_cache(maxsize=2_000)
def _asked(predicate: Predicate) -> tuple[str, ...]:
    """Return the ways to ask whether something is so."""
    verb, forms = predicate.verb, []
    if predicate.form == "noun":
        forms += [_named(verb.stem, ending) for ending in _ASK_NOUN]
        whether = f"{verb.stem}인지"
    elif predicate.form == "quality":
        forms += [
            verb + ending if ending[0] != "은" else (verb + "ㄴ") + ending[1:]
            for ending in _ASK_QUALITY
        ]
        forms.append(_formal(verb))
        whether = f"{verb + 'ㄴ'}지"
    else:
        forms += [verb + ending for ending in _ASK] * 2
        forms += [
            _formal(verb),
            _formal(verb) + "?",
            f"{verb + '나'} 봐 줘",
            f"{verb + '나'} 확인해 줘",
            f"{verb + '나'} 모르겠네 확인해 줘",
            f"{verb + '나'} 좀 봐 봐",
        ]
        whether = verb + "는지"
    forms += [f"{whether} {end}" for end in _WHETHER]
    forms += [
        f"{predicate.relative} {end}"
        for end in (
            "거야?",
            "거 맞아?",
            "거 맞지?",
            "거니?",
            "건가?",
            "건가요?",
            "상태야?",
            "거 아니야?",
            "거 맞나?",
            "거 맞는지 확인해 줘",
            "거 맞니",
            "상태인지 확인해 줘",
            "상태인가요?",
            "거지?",
        )
    ]
    return tuple(forms)


def _named(noun: str, ending: str) -> str:
    """Join a noun and 이다, which is short after a vowel: 누구야, 누구니, 뭐예요."""
    last = noun[-1]
    is_open = "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 == 0
    if is_open and ending.startswith(("이야", "이니", "이지", "이죠", "이냐")):
        return noun + ending[1:]
    if is_open and ending.startswith("이에요"):
        return f"{noun}예요{ending[3:]}"
    return noun + ending


def _formal(verb: Verb) -> str:
    last = verb.stem[-1]
    is_closed = (ord(last) - ord("가")) % 28 if "가" <= last <= "힣" else 0
    return f"{verb.stem}습니까" if is_closed else f"{with_final(verb.stem, 'ㅂ')}니까"


def asked(predicate: Predicate, rng: random.Random) -> str:
    """Return one way to ask whether something is so.

    >>> asked(Predicate(Verb("켜져 있", "켜져 있어"), "verb", "켜져 있는"), random.Random(1))[:3]
    '켜져 '
    """
    return rng.choice(_asked(predicate))


# --- sensors: values ------------------------------------------------------------------------------

_HOW_MUCH = "(얼마야*3|몇이야*2|어때*2|어떻게 돼*2|뭐야|얼마나 돼*2|얼마니|얼마예요|얼마인가요|얼마지|어느 정도야|어떤지 알려 줘|몇이지|얼마입니까|어떻게 되나요|어떻게 돼요|얼마나 나와|어떤 상태야|몇인지 알려 줘|궁금해|몇 나와)"
VALUES: Mapping[str, tuple[str, str]] = {
    "temperature": (
        "(온도*6|기온|실내 온도*2|실내온도|방 온도|현재 온도)",
        "(몇 도야*4|몇도야*2|몇 도지|몇 도니|몇 도예요|몇 도인가요|몇 도나 돼|몇 도인지 알려 줘|몇 도입니까|몇 도냐|몇 도쯤 돼)",
    ),
    "humidity": (
        "(습도*6|실내 습도*2|현재 습도)",
        "(몇 퍼센트야*2|몇 프로야*2|몇 퍼센트예요|몇 프로지|몇 퍼센트인지 알려 줘)",
    ),
    "pm25": (
        "(미세먼지*3|초미세먼지*2|미세먼지 농도|초미세먼지 농도|미세먼지 수치|PM2.5|먼지 농도|공기 중 먼지)",
        "(어때|많아?|심해?|나쁨이야?|얼마나 심해)",
    ),
    "pm10": ("(PM10*2|부유먼지|PM10 농도|미세먼지 PM10|굵은 먼지)", "(어때|얼마나 심해)"),
    "pm1": ("(PM1*2|극초미세먼지|극초미세먼지 농도|PM1 농도)", "(어때|얼마나 돼)"),
    "aqi": (
        "(공기질*2|공기질 지수|대기질 지수|대기질|공기 상태|실내 공기질)",
        "(어때|괜찮아?|좋아?|나빠?)",
    ),
    "carbon_dioxide": (
        "(이산화탄소*2|이산화탄소 농도*2|CO2|CO2 농도|이산화탄소 수치|이산화탄소 수준)",
        "(몇 ppm이야|높아?|얼마나 높아)",
    ),
    "co2": ("(이산화탄소|이산화탄소 농도|CO2*2|CO2 수치)", "(몇 ppm이야|높아?)"),
    "carbon_monoxide": (
        "(일산화탄소*2|일산화탄소 농도*2|일산화탄소 수치|CO 농도|일산화탄소 수준)",
        "(몇 ppm이야|높아?|안전해?)",
    ),
    "atmospheric_pressure": ("(기압*2|대기압*2|현재 기압)", "(몇 헥토파스칼이야|높아?)"),
    "pressure": ("(압력*3|수압|공기압|타이어 압력|현재 압력)", "(몇 바야|얼마나 높아)"),
    "battery": (
        "(배터리*4|배터리 잔량*3|배터리 상태|충전량|남은 배터리|배터리 레벨)",
        "(몇 퍼센트야*2|얼마나 남았어*3|얼마 남았어|몇 프로야|몇 퍼센트 남았어|몇 프로 남았지|충분해?)",
    ),
    "current": ("(전류*3|전류량|전류 세기)", "(몇 암페어야*2|얼마나 흘러)"),
    "voltage": ("(전압*4|볼트|현재 전압)", "(몇 볼트야*2|몇 볼트지)"),
    "power": (
        "(전력*2|소비 전력*2|전력 사용량*2|소비전력|전기 사용량|순간 전력|전력 소모량|현재 전력)",
        "(몇 와트야*2|얼마나 써|얼마나 쓰고 있어|얼마나 먹어)",
    ),
    "energy": (
        "(에너지*2|에너지 사용량*2|전기 사용량*2|전력량|누적 전력|전기 에너지|에너지 소비량)",
        "(몇 킬로와트시야|얼마나 썼어*2|몇 킬로와트야|얼마나 사용했어)",
    ),
    "energy_storage": (
        "(저장된 에너지*2|에너지 저장량*2|저장 에너지|배터리 저장량|저장된 전기|저장된 전력량)",
        "(몇 킬로와트시야|얼마나 남았어|얼마나 돼)",
    ),
    "apparent_power": ("(피상 전력*2|피상전력*2|겉보기 전력)", "(몇 볼트암페어야|얼마나 돼)"),
    "reactive_power": ("(무효 전력*2|무효전력*2)", "(몇 바르야|얼마나 돼)"),
    "power_factor": ("(역률*3|전력 역률|파워 팩터)", "(몇 퍼센트야|얼마나 돼)"),
    "frequency": ("(주파수*3|진동수)", "(몇 헤르츠야*2|얼마나 돼)"),
    "data_rate": (
        "(데이터 속도*2|인터넷 속도*2|전송 속도*2|데이터 전송률|다운로드 속도|업로드 속도|와이파이 속도|전송률)",
        "(몇 메가야|얼마나 빨라|빨라?)",
    ),
    "data_size": (
        "(데이터 크기*2|데이터 용량*2|데이터 사용량*2|데이터양|파일 크기|저장 데이터)",
        "(몇 메가야|얼마나 썼어|몇 기가야)",
    ),
    "date": ("(날짜*3|다음 날짜|일정 날짜|예정 날짜|예정일|교체일)", "(언제야*2|며칠이야|언제지)"),
    "distance": (
        "(거리*4|떨어진 거리|남은 거리|이동 거리)",
        "(몇 미터야*2|얼마나 멀어|몇 킬로미터야|얼마나 떨어져 있어)",
    ),
    "duration": (
        "(시간*2|지속 시간*2|기간|걸린 시간|사용 시간|가동 시간|소요 시간)",
        "(몇 분이야*2|얼마나 걸려|얼마나 됐어|얼마나 걸렸어)",
    ),
    "gas": (
        "(가스*2|가스 사용량*3|가스량|가스 소비량|도시가스 사용량)",
        "(얼마나 썼어*2|몇 루베야|얼마나 나왔어)",
    ),
    "illuminance": (
        "(조도*4|밝기*2|빛 밝기|조도 값|빛의 밝기)",
        "(몇 룩스야*2|얼마나 밝아|몇 럭스야|밝은 편이야?)",
    ),
    "irradiance": (
        "(일사량*3|방사 조도|방사조도|햇빛 세기|복사 조도|태양 복사량)",
        "(몇 와트야|얼마나 세|얼마나 돼)",
    ),
    "moisture": (
        "(수분*3|수분량*2|토양 수분|흙 수분|습기|수분 함량)",
        "(몇 퍼센트야|얼마나 촉촉해|부족해?|얼마나 돼)",
    ),
    "monetary": (
        "(요금*2|금액*2|잔액*2|비용|전기 요금|전기세|가스비|가격|계좌 잔액)",
        "(몇 원이야|얼마나 나왔어|얼마 나왔어|얼마나 남았어)",
    ),
    "nitrogen_dioxide": (
        "(이산화질소*2|이산화질소 농도*2|이산화질소 수치|NO2)",
        "(얼마나 높아|높아?)",
    ),
    "nitrogen_monoxide": (
        "(일산화질소*2|일산화질소 농도*2|일산화질소 수치)",
        "(얼마나 높아|높아?)",
    ),
    "nitrous_oxide": ("(아산화질소*2|아산화질소 농도*2|아산화질소 수치)", "(얼마나 높아|높아?)"),
    "ozone": ("(오존*2|오존 농도*2|오존 수치|오존량)", "(얼마나 높아|높아?)"),
    "precipitation": (
        "(강수량*3|비 온 양|강우량|누적 강수량|비의 양)",
        "(몇 밀리야*2|얼마나 왔어)",
    ),
    "precipitation_intensity": (
        "(강수 강도*2|강우 강도*2|시간당 강수량|비 세기|빗줄기 세기)",
        "(몇 밀리야|얼마나 세)",
    ),
    "signal_strength": (
        "(신호 세기*2|신호 강도*2|와이파이 세기|와이파이 신호|신호|수신 감도)",
        "(몇 데시벨이야|얼마나 세|세?|좋아?|약해?)",
    ),
    "sound_pressure": (
        "(소음*3|음압*2|소음 크기|소음 수준|음압 레벨|소리 크기)",
        "(몇 데시벨이야*2|얼마나 커|시끄러워?)",
    ),
    "speed": ("(속도*4|현재 속도|주행 속도|이동 속도)", "(얼마나 빨라*2|몇이야)"),
    "wind_speed": (
        "(풍속*3|바람 속도*2|바람 세기|바깥 풍속)",
        "(몇 미터야|얼마나 세|얼마나 불어|세?)",
    ),
    "sulphur_dioxide": (
        "(이산화황*2|이산화황 농도*2|아황산가스|아황산가스 농도|이산화황 수치)",
        "(얼마나 높아|높아?)",
    ),
    "volatile_organic_compounds": (
        "(휘발성 유기화합물*2|휘발성 유기 화합물*2|VOC|VOC 농도|휘발성 유기화합물 농도|유기화합물 농도)",
        "(얼마나 높아|높아?)",
    ),
    "volatile_organic_compounds_parts": (
        "(휘발성 유기화합물 비율*2|휘발성 유기 화합물 비율|VOC 비율|VOC 지수|휘발성 유기화합물 수치|VOC ppb)",
        "(얼마나 높아|높아?|몇 ppb야)",
    ),
    "volume": ("(부피*2|용량*2|체적|양|총량)", "(몇 리터야*2|얼마나 돼)"),
    "volume_storage": (
        "(저장량*2|저장 용량|남은 용량*2|남은 양|저장된 양|탱크 용량)",
        "(몇 리터야|얼마나 남았어*2|얼마나 찼어)",
    ),
    "water": (
        "(물 사용량*3|수돗물 사용량*2|물|수도 사용량|물 소비량)",
        "(얼마나 썼어*2|몇 리터야|몇 톤이야)",
    ),
    "weight": ("(무게*3|체중|몸무게|중량)", "(몇 킬로야*2|몇 킬로그램이야|얼마나 나가|몇 킬로지)"),
}
_WEIGHTS: Mapping[str, int] = {
    "temperature": 26,
    "humidity": 12,
    "pm25": 6,
    "battery": 5,
    "power": 4,
    "energy": 3,
    "co2": 3,
    "carbon_dioxide": 2,
    "illuminance": 2,
    "aqi": 2,
}
_VALUE = Table([(_WEIGHTS.get(name, 1), name) for name in VALUES])
_TELL = (
    "(알려 줘*5|알려줘*5|알려 주세요*2|말해 줘*2|말해 봐|알려 줄래*2|알려 줄 수 있어?|알려 줄래요|알려 줘요|알려 주시겠어요|"
    "확인해 줘*2|확인해 주세요|읽어 줘|체크해 줘|봐 줘|불러 줘|보여 줘|보고해|알려 주십시오|가르쳐 줘|알려 다오|확인 부탁해|"
    "알려 주라|알려 줄 수 있나요|말해 줄래|알고 싶어|알려 달라고|확인 좀|알려 줘 봐|말해 주세요)"
)
_TELL_OPENING = "[(지금*3|현재*2|혹시|오늘|요즘|저기|야|지금 현재)]"


def sensor_value(rng: random.Random) -> Template:
    """Compose a question for what a sensor reads."""
    measure = _VALUE.pick(rng)
    words, own = VALUES[measure]
    word = expand(words, rng)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    tell = expand(_TELL, rng)
    shape = rng.random()
    ask = (
        expand(own, rng)
        if shape < 0.4
        else expand(_HOW_MUCH, rng)
        if shape < 0.65
        else tell
        if shape < 0.9
        else ""
    )
    mark = (
        "?"
        if ask != tell and not ask.endswith("?") and "줘" not in ask and rng.random() < 0.3
        else ""
    )
    subject = rng.choice(("", "", "", "~이", "~은", "~은"))
    if ask == tell:
        subject = rng.choice(("", "", "", " 좀", "~을", "~을 좀"))
    if not ask:
        subject, mark = rng.choice((("", ""), ("", ""), ("~은", "?"), ("", "?"), ("~은", "")))
    end = f" {ask}{mark}" if ask else mark
    when = expand(_TELL_OPENING, rng)
    where = rng.random()
    tags: tuple[str, ...] = ()
    if where < 0.32:
        target["name"] = "{name}"
        middle = rng.choice(("", "", f"의 {word}", f" {word}", f" {word}"))
        if not middle:
            subject = (
                ""
                if not ask
                else rng.choice(("", "", "~은", "~이"))
                if ask != tell
                else rng.choice(("", "~을", " 좀", " 값"))
            )
        text = f"{when} {{name}}{middle}{subject}{end}"
    elif where < 0.68:
        target["area"] = "{area}"
        place = expand("{area}(*6|의| 지금| 안| 쪽)", rng)
        text = f"{when} {place} {word}{subject}{end}"
        if measure in {"temperature", "humidity"} and rng.random() < 0.2:
            text = (
                _felt(measure, "{area}~은", rng)
                if rng.random() < 0.5
                else _felt(measure, "{area}", rng)
            )
    elif where < 0.73:
        target["floor"] = "{floor}"
        text, tags = f"{when} {{floor}} {word}{subject}{end}", ("group",)
    elif where < 0.8:
        target["area"] = "all"
        text = (
            f"{when} {expand('(집 전체|우리 집|집|집안|집 안|온 집안)', rng)} {word}{subject}{end}"
        )
    else:
        here = expand("[(여기|이 방|방|실내)]", rng)
        text = f"{when} {here} {word}{subject}{end}"
        if measure in {"temperature", "humidity"} and rng.random() < 0.25:
            text = _felt(measure, expand("(여기*2|이 방|방|방 안|실내|)", rng), rng)
    return query(text, Aim(text="", target=target, tags=tags), "value", "value")


def _felt(measure: str, where: str, rng: random.Random) -> str:
    if measure == "temperature":
        return expand(
            f"[지금] {where} [지금] (몇 도야*4|몇도야*2|몇 도지|몇 도니|얼마나 더워|얼마나 추워|얼마나 따뜻해|몇 도쯤 돼|온도 어때|몇 도예요|몇 도인지 봐 줘)",
            rng,
        )
    return expand(
        f"[지금] {where} (얼마나 습해|얼마나 건조해|습해?|건조해?|많이 습해|습도 어때)", rng
    )


# --- sensors: yes or no ---------------------------------------------------------------------------

_OPEN = (
    being("열려"),
    being("열려"),
    done("열렸", "열린"),
    being("열려져"),
    being("안 닫혀"),
    done("안 닫혔", "안 닫힌"),
)
_SHUT = (being("닫혀"), being("닫혀"), done("닫혔", "닫힌"), being("닫혀져"), being("안 열려"))
_FOUND = (
    done("감지됐", "감지된"),
    done("감지되었", "감지된"),
    being("감지되고"),
    done("잡혔", "잡힌"),
    _IS,
)
_CLEAR = (
    done("감지 안 됐", "감지 안 된"),
    naming("정상"),
    _NOT,
    done("해제됐", "해제된"),
    being("안 감지되고"),
)
_ON_NOW = (being("켜져"), being("켜져"), done("켜졌", "켜진"), being("들어와"))
_OFF_NOW = (being("꺼져"), being("꺼져"), done("꺼졌", "꺼진"), being("나가"))

BOOLS: Mapping[str, tuple[str, str, Sequence[Predicate], Sequence[Predicate]]] = {
    # measure: what, things that say so, true, false
    "battery": (
        "(배터리*4|배터리 잔량|건전지)",
        "(센서|기기|배터리|장치)",
        (
            quality("부족하", "부족해"),
            quality("낮", "낮아"),
            done("다 됐", "다 된"),
            done("거의 다 떨어졌", "거의 다 떨어진"),
            done("방전됐", "방전된"),
            done("얼마 안 남았", "얼마 안 남은"),
        ),
        (
            quality("충분하", "충분해"),
            naming("정상"),
            quality("괜찮", "괜찮아"),
            done("완충됐", "완충된"),
        ),
    ),
    "battery_charging": (
        "(배터리*3|핸드폰|기기|폰)",
        "(기기|배터리|장치|핸드폰)",
        (naming("충전 중"), being("충전되고"), being("충전하고"), doing("충전되", "충전돼")),
        (
            naming("충전 중이 아닌 상태"),
            being("충전 안 되고"),
            being("충전 안 하고"),
            done("충전이 멈췄", "충전이 멈춘"),
        ),
    ),
    "carbon_monoxide": (
        "(일산화탄소*4|일산화탄소 센서|CO)",
        "(센서|경보기|감지기|방)",
        (*_FOUND, done("검출됐", "검출된"), done("누출됐", "누출된")),
        _CLEAR,
    ),
    "cold": (
        "(냉기*2|저온|추위|한기)",
        "(센서|곳|방|기기)",
        (*_FOUND[:3], quality("차갑", "차가워", "차가우"), quality("춥", "추워", "추우")),
        (naming("정상"), done("감지 안 됐", "감지 안 된"), quality("안 춥", "안 추워", "안 추우")),
    ),
    "heat": (
        "(열*2|고온|열기|과열)",
        "(센서|곳|방|기기)",
        (*_FOUND[:3], quality("뜨겁", "뜨거워", "뜨거우"), done("과열됐", "과열된")),
        (
            naming("정상"),
            done("감지 안 됐", "감지 안 된"),
            quality("안 뜨겁", "안 뜨거워", "안 뜨거우"),
        ),
    ),
    "connectivity": (
        "(인터넷*2|와이파이*2|네트워크|연결|공유기|통신)",
        "(기기|장치|센서)",
        (
            done("연결됐", "연결된"),
            being("연결돼"),
            being("연결되어"),
            naming("온라인"),
            naming("연결된 상태"),
        ),
        (
            done("끊겼", "끊긴"),
            being("끊겨"),
            done("연결 안 됐", "연결 안 된"),
            naming("오프라인"),
            being("연결이 끊어져"),
        ),
    ),
    "door": ("(문*5|방문|출입문|현관문*2|앞문|뒷문)", "(문|방문)", _OPEN, _SHUT),
    "garage_door": ("(차고 문*3|차고문*2|차고|차고 셔터)", "(차고 문|차고문)", _OPEN, _SHUT),
    "window": (
        "(창문*6|창|베란다 창|유리창)",
        "(창문|창)",
        (*_OPEN, being("열어져"), done("열어 놨", "열어 놓은")),
        _SHUT,
    ),
    "opening": (
        "(문|개폐 센서*2|뚜껑|덮개|열림 센서|서랍|출입구|입구)",
        "(것|곳|문|센서)",
        (*_OPEN[:4], done("개방됐", "개방된")),
        _SHUT,
    ),
    "gas": (
        "(가스*5|가스 누출|가스 센서)",
        "(센서|경보기|감지기|방)",
        (*_FOUND[:4], being("새고"), doing("새", "새"), done("누출됐", "누출된")),
        _CLEAR,
    ),
    "light": (
        "(빛*4|불빛|조명 센서|빛 센서)",
        "(센서|방|곳|기기)",
        (*_FOUND[:3], being("들어오고"), doing("보이", "보여")),
        (*_CLEAR[:2], doing("안 보이", "안 보여")),
    ),
    "lock": (
        "(문*2|잠금장치*2|자물쇠|도어락|잠금)",
        "(문|잠금장치|자물쇠)",
        (
            being("열려"),
            done("풀렸", "풀린"),
            being("풀려"),
            done("안 잠겼", "안 잠긴"),
            done("잠금 해제됐", "잠금 해제된"),
            being("안 잠겨"),
        ),
        (being("잠겨"), done("잠겼", "잠긴"), being("잠겨")),
    ),
    "moisture": (
        "(물기*2|습기*2|수분|물)",
        "(센서|곳|방|기기)",
        (*_FOUND, done("젖었", "젖은"), being("젖어")),
        (*_CLEAR[:3], done("말랐", "마른"), quality("건조하", "건조해")),
    ),
    "water_leak": (
        "(누수*4|물|누수 센서)",
        "(센서|곳|방|데)",
        (*_FOUND, being("새고"), doing("새", "새"), done("터졌", "터진")),
        _CLEAR[:3],
    ),
    "motion": (
        "(움직임*5|동작*2|모션|인기척|사람 움직임)",
        "(센서|방|곳|데)",
        (*_FOUND, done("있었", "있던"), done("포착됐", "포착된")),
        _CLEAR[:4],
    ),
    "occupancy": (
        "(사람*5|누가*2|누구|인기척|재실)",
        "(방|곳|센서|공간)",
        (_IS, _IS, *_FOUND[:2], being("들어와"), naming("사용 중")),
        (_NOT, done("감지 안 됐", "감지 안 된"), done("비었", "빈")),
    ),
    "presence": (
        "(사람*2|재실|존재|누가)",
        "(기기|사람|센서|폰)",
        (_IS, being("집에"), *_FOUND[:2], done("들어왔", "들어온")),
        (_NOT, naming("외출 중"), done("나갔", "나간"), naming("부재중")),
    ),
    "plug": (
        "(플러그*3|충전기|전원 플러그|코드|콘센트)",
        "(플러그|기기|코드|센서)",
        (
            being("꽂혀"),
            done("꽂혔", "꽂힌"),
            being("연결돼"),
            done("연결됐", "연결된"),
            being("꼽혀"),
        ),
        (done("뽑혔", "뽑힌"), being("뽑혀"), being("빠져"), done("빠졌", "빠진")),
    ),
    "power": ("(전원*4|전기*2)", "(기기|장치|전원|센서)", _ON_NOW, _OFF_NOW),
    "problem": (
        "(문제*4|이상*2|오류|고장)",
        "(기기|센서|장치|곳)",
        (_IS, _IS, done("생겼", "생긴"), *_FOUND[:2], done("발생했", "발생한")),
        (_NOT, naming("정상"), done("해결됐", "해결된"), _NOT),
    ),
    "running": (
        "(기기*2|기계|작동|가동|모터|펌프)",
        "(기기|기계|장치)",
        (
            naming("작동 중"),
            being("돌아가고"),
            being("작동하고"),
            naming("가동 중"),
            being("돌고"),
            naming("실행 중"),
        ),
        (done("멈췄", "멈춘"), being("안 돌아가고"), being("멈춰"), done("정지됐", "정지된")),
    ),
    "safety": (
        "(위험*3|안전 센서|안전 상태|안전)",
        "(기기|센서|곳|방)",
        (*_FOUND[:2], quality("위험하", "위험해"), quality("안전하지 않", "안전하지 않아"), _IS),
        (quality("안전하", "안전해"), quality("괜찮", "괜찮아"), naming("정상")),
    ),
    "smoke": (
        "(연기*5|연기 센서|화재 연기)",
        "(센서|경보기|감지기|방)",
        (*_FOUND, doing("나", "나"), done("났", "난")),
        _CLEAR[:4],
    ),
    "sound": (
        "(소리*4|소음*2|큰 소리)",
        "(센서|방|곳)",
        (*_FOUND[:4], doing("나", "나"), doing("들리", "들려")),
        (*_CLEAR[:2], quality("조용하", "조용해"), doing("안 나", "안 나")),
    ),
    "tamper": (
        "(훼손*2|변조|조작|탬퍼|탬퍼링|무단 조작)",
        "(센서|기기|장치)",
        (*_FOUND[:3], done("발생했", "발생한"), done("됐", "된")),
        _CLEAR[:4],
    ),
    "update": (
        "(업데이트*4|펌웨어 업데이트|새 업데이트|소프트웨어 업데이트|새 버전)",
        "(기기|센서|장치|제품)",
        (
            _IS,
            _IS,
            quality("필요하", "필요해"),
            quality("가능하", "가능해"),
            done("나왔", "나온"),
        ),
        (naming("최신"), _NOT, naming("최신 버전"), naming("최신 상태")),
    ),
    "vibration": (
        "(진동*5|흔들림|떨림)",
        "(센서|기기|방|곳)",
        (*_FOUND, doing("느껴지", "느껴져"), done("울렸", "울린")),
        _CLEAR[:4],
    ),
}
_BOOL = Table(
    [
        (
            {
                "window": 5,
                "door": 4,
                "motion": 4,
                "occupancy": 3,
                "battery": 3,
                "gas": 2,
                "smoke": 2,
                "water_leak": 2,
            }.get(name, 1),
            name,
        )
        for name in BOOLS
    ]
)
_SAID_OF_THINGS = frozenset(
    {
        "battery",
        "battery_charging",
        "connectivity",
        "door",
        "garage_door",
        "window",
        "opening",
        "lock",
        "plug",
        "power",
        "running",
        "cold",
        "heat",
        "safety",
    }
)
_DETECTED = frozenset(
    {
        "smoke",
        "gas",
        "motion",
        "water_leak",
        "carbon_monoxide",
        "moisture",
        "vibration",
        "sound",
        "tamper",
        "light",
        "problem",
        "update",
        "occupancy",
        "presence",
    }
)


_PLACES = frozenset({"방", "곳", "데", "공간"})


def _heard(measure: str, word: str, predicate: Predicate) -> str:
    """Return what is detected, where the predicate alone does not say it."""
    is_said = measure in _DETECTED or predicate.verb.stem.startswith(("감지", "잡", "안 감지"))
    if word in {"바닥", "흙", "화분 흙"}:
        is_said = False
    return ("사람" if word in {"누가", "누구"} else word) + "~이 " if is_said else ""


def sensor_is(rng: random.Random) -> Template:
    """Compose a yes-or-no, which or how-many question about sensors."""
    measure = _BOOL.pick(rng)
    what, things, true, false = BOOLS[measure]
    is_true = rng.random() < 0.72
    predicate = rng.choice(true if is_true else false)
    word, thing = expand(what, rng), expand(things, rng)
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    test = {"value": is_true}
    if predicate.verb.stem.startswith(("젖", "말랐", "건조")):
        word = expand("(바닥*2|흙|화분 흙)", rng)
    if word == "누가" and predicate not in {_IS, _NOT}:
        word = "사람"
    shape = rng.random()
    if shape < 0.28:
        target["name"] = "{name}"
        text = _of_name(measure, word, predicate, rng)
        return query(text, Aim(text="", target=target), "value", "any", test)
    if shape < 0.58:
        return _of_place(measure, word, thing, predicate, target, test, rng)
    if shape < 0.7:
        return _of_all(measure, word, thing, predicate, target, test, rng)
    if shape < 0.86:
        return _which(measure, word, thing, predicate, target, test, rng)
    return _how_many(measure, word, thing, predicate, target, test, rng)


_SUBJECT = ("", "", "", "~이", "~이", "~은")


def _of_name(measure: str, word: str, predicate: Predicate, rng: random.Random) -> str:
    opening = expand("[(지금*2|혹시*2|현재|저기)]", rng)
    question = asked(predicate, rng)
    if word == "누가":
        return f"{opening} {{name}}에 누가 {question}"
    if measure in _SAID_OF_THINGS and rng.random() < 0.65:
        return f"{opening} {{name}}{rng.choice(_SUBJECT)} {question}"
    join = rng.choice((" ", " ", "에 ", "에서 ", "의 "))
    return f"{opening} {{name}}{join}{word}{rng.choice(_SUBJECT)} {question}"


def _of_place(
    measure: str,
    word: str,
    thing: str,
    predicate: Predicate,
    target: dict[str, Any],
    test: Mapping[str, Any],
    rng: random.Random,
) -> Template:
    opening = expand("[(지금*2|혹시*2|현재|야)]", rng)
    ask: Any = "any" if test["value"] or measure not in _SAID_OF_THINGS else "all"
    shape = rng.random()
    tags: tuple[str, ...] = ()
    if shape < 0.5:
        target["area"], place = "{area}", expand("{area}(*3|에*3|에서*2|에 있는|의| 쪽)", rng)
    elif shape < 0.58:
        target["floor"], place, tags = (
            "{floor}",
            expand("{floor}(*2|에*2|에 있는)", rng),
            ("group",),
        )
    elif shape < 0.78:
        target["area"], place = (
            "all",
            expand("(집에*3|집 안에*2|어디*2|집안 어디|우리 집|어딘가에|혹시 어디|집 어디)", rng),
        )
    else:
        place = expand("[(여기|이 방|이 방에|방에)]", rng)
    if rng.random() < 0.3 and predicate.verb.stem not in {"있", "없"} and ask == "any":
        heard = (
            ""
            if thing in _PLACES and measure in _SAID_OF_THINGS
            else _heard(measure, word, predicate)
        )
        some = f"{heard}{predicate.relative} {word if measure in _SAID_OF_THINGS and measure not in {'battery', 'connectivity', 'power'} else thing}"
        text = f"{opening} {place} {some} {expand('(있어*3|있니|있나|있나요|있어?*2|있는지 봐 줘|있어요?|있습니까|있냐)', rng)}"
        ask = "any"
    else:
        link = "" if word == "누가" else rng.choice(_SUBJECT)
        text = f"{opening} {place} {word}{link} {asked(predicate, rng)}"
    return query(text, Aim(text="", target=target, tags=tags), "value", ask, test)


def _of_all(
    measure: str,
    word: str,
    thing: str,
    predicate: Predicate,
    target: dict[str, Any],
    test: Mapping[str, Any],
    rng: random.Random,
) -> Template:
    what = (
        thing if measure in _DETECTED or measure in {"connectivity", "power", "running"} else word
    )
    where = rng.random()
    place = ""
    if where < 0.3:
        target["area"], place = "{area}", expand("{area}(*2|에 있는|의)", rng)
    elif where < 0.38:
        target["floor"], place = "{floor}", "{floor}"
    else:
        target["area"], place = "all", expand("[(집에|집 안|우리 집|지금)]", rng)
    every = expand(
        f"({what} (다*3|전부*2|모두*2|싹 다)*3|모든 {what}*3|전체 {what}|모든 {what} 다|{what}들 다)",
        rng,
    )
    if what in _PLACES:
        every = rng.choice(("모든 방", "모든 곳", "방 전부"))
    heard = _heard(measure, word, predicate)
    link = rng.choice(("에서 ", "에 ")) if what in _PLACES else " "
    text = f"{place} {every}{link}{heard}{asked(predicate, rng)}"
    return query(text, Aim(text="", target=target, tags=("group",)), "value", "all", test)


def _which(
    measure: str,
    word: str,
    thing: str,
    predicate: Predicate,
    target: dict[str, Any],
    test: Mapping[str, Any],
    rng: random.Random,
) -> Template:
    where = rng.random()
    place = ""
    target["area"] = "all"
    if where < 0.15:
        target["area"], place = "{area}", expand("{area}(에서|에|에 있는|)", rng)
    elif where < 0.22:
        del target["area"]
        target["floor"], place = "{floor}", expand("{floor}(에서|에|)", rng)
    what = thing if measure not in _SAID_OF_THINGS else rng.choice((word, thing))
    if rng.random() < 0.5:
        which = expand("(어떤*3|어느*3|무슨|어디)", rng)
        question = rng.choice(_asked(predicate)[:16])
        heard = _heard(measure, word, predicate)
        if which == "어디":
            head = rng.choice(("어디서 ", "어디에 ", "어디 ")) + (heard or f"{word}~이 ")
        elif heard:
            head = f"{which} {what}{rng.choice(('에서', '에')) if what in _PLACES else rng.choice(('에서', '~이'))} {heard}"
        else:
            head = f"{which} {what}{rng.choice(('~이', '', '~이'))} "
        text = f"{place} {head}{question}"
    else:
        text = f"{place} {_heard(measure, word, predicate)}{predicate.relative} {what} {expand('(어디야*2|뭐야*2|뭐 있어|어디 어디야|알려 줘*2|말해 줘|어느 거야|있으면 알려 줘|뭐뭐 있어|목록 알려 줘|어딘지 알려 줘|찾아 줘|어디인가요|뭔지 알려 줘)', rng)}"
    return query(text, Aim(text="", target=target), "value", "which", test)


def _how_many(
    measure: str,
    word: str,
    thing: str,
    predicate: Predicate,
    target: dict[str, Any],
    test: Mapping[str, Any],
    rng: random.Random,
) -> Template:
    where = rng.random()
    place = ""
    target["area"] = "all"
    if where < 0.2:
        target["area"], place = "{area}", expand("{area}(에서|에|에 있는|)", rng)
    elif where < 0.28:
        del target["area"]
        target["floor"], place = "{floor}", expand("{floor}(에|에 있는|)", rng)
    what = thing if measure not in _SAID_OF_THINGS else rng.choice((word, thing))
    what = "센서" if what in _PLACES else what
    detected = _heard(measure, word, predicate)
    question = rng.choice(_asked(predicate)[:16])
    text = rng.choice(
        (
            f"{what} 몇 개{rng.choice(('나', '가', '', '나 지금'))} {detected}{question}",
            f"{detected}{predicate.relative} {what}{rng.choice(('', '~이', '~은'))} {expand('(몇 개야*2|몇 개 있어*2|몇 개나 돼|몇 개인지 알려 줘|개수 알려 줘|총 몇 개야|몇 군데야|몇 개니|몇 개나 있나요|몇 개입니까)', rng)}",
            f"얼마나 많은 {what}{rng.choice(('~이', '', '에서'))} {detected}{question}",
            f"{what} 중에 몇 개가 {detected}{question}",
            f"몇 개의 {what}{rng.choice(('~이', '에서' if detected else '~이'))} {detected}{question}",
        )
    )
    return query(f"{place} {text}", Aim(text="", target=target), "value", "count", test)


def sensor_threshold(rng: random.Random) -> Template:
    """Compose a question whether a reading is above or below a value."""
    measure, word, value, unit = rng.choice(
        (
            ("temperature", "(온도*3|실내 온도|기온)", "{temp}", "도"),
            ("temperature", "(온도*3|방 온도)", "{temp}", "도"),
            ("humidity", "(습도*3|실내 습도)", "{pct}", "(퍼센트|프로|%)"),
            ("battery", "(배터리*3|배터리 잔량)", "{pct}", "(퍼센트|프로|%)"),
            ("pm25", "(미세먼지|초미세먼지)", "{n}", "()"),
        )
    )
    over = rng.random() < 0.6
    compare = (
        rng.choice(
            (
                (">", "넘어"),
                (">", "넘었어"),
                (">=", "이상이야"),
                (">", "보다 높아"),
                (">=", "넘거나 같아"),
            )[:4]
        )
        if over
        else rng.choice(
            (("<", "보다 낮아"), ("<=", "이하야"), ("<", "밑으로 떨어졌어"), ("<", "안 돼"))
        )
    )
    op, said = compare
    target: dict[str, Any] = {"type": "sensor", "sensor": measure}
    place = ""
    if rng.random() < 0.6:
        target["area"], place = "{area}", expand("{area}(*3|의)", rng)
    shown = f"{value}{expand(unit, rng)}"
    test = {"value": {"op": op, "value": value}}
    if rng.random() < 0.2 and measure in {"temperature", "humidity"}:
        target["area"] = "all"
        relative = {
            "넘어": "넘는",
            "넘었어": "넘은",
            "이상이야": "이상인",
            "보다 높아": "보다 높은",
            "보다 낮아": "보다 낮은",
            "이하야": "이하인",
            "밑으로 떨어졌어": "밑으로 떨어진",
            "안 돼": "안 되는",
        }[said]
        gap = "" if said.startswith("보다") else " "
        return query(
            f"{expand(word, rng)} {shown}{gap}{relative} {expand('(방|곳|데) (어디야|있어|알려 줘|어디 어디야)', rng)}",
            Aim(text="", target=target),
            "value",
            "which",
            test,
        )
    gap = "" if said.startswith("보다") else " "
    return query(
        f"{place} {expand(word, rng)}{rng.choice(('', '~이', '~은'))} {shown}{gap}{said}{rng.choice(('?', '', '?'))}",
        Aim(text="", target=target),
        "value",
        "any",
        test,
    )


# --- the state of things --------------------------------------------------------------------------

_State = tuple[str, str, Any, Sequence[Predicate]]
_GOING = (being("돌아가고"), being("돌고"), naming("작동 중"))
STATES = Table(
    (
        (14, ("light", "on", True, (*_ON_NOW, *_ON_NOW[:3], being("켜 놓여")))),
        (9, ("light", "on", False, _OFF_NOW[:3])),
        *(
            (2.4, (kind, "on", True, (*_ON_NOW[:3], *_GOING[:1])))
            for kind in ("air_conditioner", "fan", "thermostat", "tv")
        ),
        *(
            (1.4, (kind, "on", False, _OFF_NOW[:3]))
            for kind in ("air_conditioner", "tv", "thermostat", "outlet", "oven", "cooktop", "fan")
        ),
        *(
            (1, (kind, "on", True, _ON_NOW[:3]))
            for kind in (
                "outlet",
                "switch",
                "heater",
                "speaker",
                "headset",
                "diffuser",
                "oven",
                "cooktop",
                "water_heater",
            )
        ),
        *(
            (1, (kind, "on", True, (*_ON_NOW[:3], *_GOING)))
            for kind in ("air_purifier", "humidifier", "dehumidifier")
        ),
        (
            6,
            (
                "lock",
                "locked",
                True,
                (
                    being("잠겨"),
                    being("잠겨"),
                    done("잠겼", "잠긴"),
                    done("잠갔", "잠근"),
                    done("잠가 놨", "잠가 놓은"),
                ),
            ),
        ),
        (
            4,
            (
                "lock",
                "locked",
                False,
                (
                    being("열려"),
                    done("열렸", "열린"),
                    being("풀려"),
                    done("안 잠겼", "안 잠긴"),
                    being("안 잠겨"),
                ),
            ),
        ),
        *(
            (w, (kind, "position", 100, _OPEN[:3]))
            for kind, w in (
                ("curtain", 3),
                ("window", 3),
                ("garage", 2),
                ("gate", 1),
                ("shutter", 1),
                ("door", 1),
                ("valve", 2),
            )
        ),
        *(
            (w, (kind, "position", 0, _SHUT[:3]))
            for kind, w in (
                ("curtain", 3),
                ("window", 3),
                ("garage", 3),
                ("gate", 1),
                ("shutter", 1),
                ("door", 1),
            )
        ),
        (2, ("curtain", "position", 0, (being("쳐져"), done("쳐졌", "쳐진")))),
        (2, ("curtain", "position", 100, (being("걷혀"), done("걷혔", "걷힌")))),
        *(
            (
                1.5,
                (kind, "position", 100, (being("올라가"), done("올라갔", "올라간"), *_OPEN[:2])),
            )
            for kind in ("blind", "shade")
        ),
        *(
            (1.5, (kind, "position", 0, (being("내려와"), being("내려가"), *_SHUT[:2])))
            for kind in ("blind", "shade")
        ),
        (0.8, ("awning", "position", 100, (being("펴져"), being("펼쳐져"), being("나와")))),
        (0.8, ("awning", "position", 0, (being("접혀"), done("접혔", "접힌")))),
        (
            3,
            (
                "valve",
                "position",
                0,
                (being("잠겨"), done("잠겼", "잠긴"), done("잠갔", "잠근"), *_SHUT[:1]),
            ),
        ),
        *(
            (
                1.6,
                (
                    kind,
                    "activity",
                    "running",
                    (being("돌아가고"), being("돌고"), naming("작동 중"), naming("돌아가는 중")),
                ),
            )
            for kind in ("washer", "dryer", "dishwasher")
        ),
        *(
            (
                1.6,
                (
                    kind,
                    "activity",
                    "idle",
                    (
                        done("끝났", "끝난"),
                        done("다 됐", "다 된"),
                        done("다 돌았", "다 돈"),
                        done("다 끝났", "다 끝난"),
                    ),
                ),
            )
            for kind in ("washer", "dryer", "dishwasher")
        ),
        *(
            (
                0.4,
                (
                    kind,
                    "activity",
                    "paused",
                    (done("멈췄", "멈춘"), being("멈춰"), naming("일시정지 상태")),
                ),
            )
            for kind in ("washer", "vacuum", "dryer")
        ),
        (
            2,
            (
                "vacuum",
                "activity",
                "cleaning",
                (naming("청소 중"), being("청소하고"), being("돌고"), being("돌아다니고")),
            ),
        ),
        (
            1.2,
            (
                "vacuum",
                "activity",
                "docked",
                (
                    naming("충전 중"),
                    done("집에 갔", "집에 간"),
                    done("청소 끝났", "청소 끝난"),
                    done("들어갔", "들어간"),
                    being("충전대에"),
                ),
            ),
        ),
        (
            0.7,
            (
                "vacuum",
                "activity",
                "returning",
                (naming("복귀 중"), being("돌아오고"), being("집에 가고")),
            ),
        ),
        (
            0.6,
            (
                "mower",
                "activity",
                "cleaning",
                (naming("작동 중"), being("잔디 깎고"), being("돌고")),
            ),
        ),
        (
            1,
            (
                "fan",
                "oscillating",
                True,
                (naming("회전 중"), being("회전하고"), being("고개 돌리고")),
            ),
        ),
        (
            1.2,
            (
                "players",
                "muted",
                True,
                (
                    being("음소거 돼"),
                    done("음소거됐", "음소거된"),
                    being("음소거되어"),
                    naming("무음"),
                ),
            ),
        ),
        (
            1.5,
            (
                "players",
                "playback",
                "playing",
                (being("재생되고"), naming("재생 중"), being("틀어져"), being("나오고")),
            ),
        ),
        (
            0.7,
            (
                "players",
                "playback",
                "paused",
                (being("멈춰"), done("멈췄", "멈춘"), naming("일시정지 상태")),
            ),
        ),
        (1, ("refrigerator", "door_open", True, _OPEN[:3])),
        (0.8, ("refrigerator", "door_open", False, _SHUT[:3])),
        (0.5, ("refrigerator", "rapid_freeze", True, _ON_NOW[:3])),
    )
)
_SAFE = frozenset(
    {("on", False), ("locked", True), ("position", 0), ("activity", "idle"), ("door_open", False)}
)
"""States that one asks of all: "불 꺼졌어?" is no if one is on."""
_PLAYER_WORDS = "(음악*3|노래*3|뭐*2|소리|영상|티비*2|스피커*2)"


def thing_is(rng: random.Random) -> Template:
    """Compose a yes-or-no, which or how-many question about the state of things."""
    kind, attribute, value, predicates = STATES.pick(rng)
    predicate = rng.choice(predicates)
    base: dict[str, Any] = dict(NOUNS[kind][1])
    word = noun(kind, rng) if kind != "players" else expand(_PLAYER_WORDS, rng)
    if kind == "players" and word in {"티비", "스피커"}:
        base["type"] = "tv" if word == "티비" else "speaker"
    if attribute == "door_open":
        word = expand("(냉장고 문*4|냉장고*2|김치냉장고 문)", rng)
    elif attribute == "rapid_freeze":
        word = expand("(급속 냉동*2|급속냉동|냉장고 급속 냉동)", rng)
    test = {attribute: value}
    is_safe = (attribute, value) in _SAFE
    opening = expand("[(지금*3|혹시*3|현재|야|저기|아직*2)]", rng)
    link = rng.choice(_SUBJECT)
    question = asked(predicate, rng)
    shape = rng.random()
    if shape < 0.22:
        text = f"{opening} {{name}}{link} {question}"
        return query(text, Aim(text="", target={**base, "name": "{name}"}), attribute, "any", test)
    if shape < 0.46:
        place = expand("{area}(*5|에*2|에 있는*2|의| 쪽)", rng)
        text = f"{opening} {place} {word}{link} {question}"
        if rng.random() < 0.15:
            text = f"{opening} {place} {predicate.relative} {word} {expand('(있어|있니|있나요|있어?|있나)', rng)}"
            is_safe = False
        return query(
            text,
            Aim(text="", target={**base, "area": "{area}"}),
            attribute,
            "all" if is_safe else "any",
            test,
        )
    if shape < 0.6:
        text = f"{opening} {expand('[(여기|이 방)]', rng)} {word}{link} {question}"
        return query(text, Aim(text="", target=base), attribute, "all" if is_safe else "any", test)
    where, place, tags = _ranged(rng)
    chosen = Aim(text="", target={**base, **where}, tags=tags)
    if shape < 0.7:
        text = f"{opening} {place} {predicate.relative} {word}{rng.choice(('', '~이'))} {expand('(있어*3|있니|있나|있나요|있어?*2|있어요?|있는지 봐 줘|있냐|있는지 확인해 줘)', rng)}"
        return query(text, chosen, attribute, "any", test)
    if shape < 0.8:
        every = rng.choice(
            (
                f"{word} 다",
                f"{word} 전부",
                f"모든 {word}",
                f"{word} 모두",
                f"모든 {word}~이",
                f"{word}들 다",
                f"{word}~이 다",
            )
        )
        return query(f"{opening} {place} {every} {question}", chosen, attribute, "all", test)
    if shape < 0.91:
        short = rng.choice(_asked(predicate)[:16])
        text = rng.choice(
            (
                f"{place} {expand('(어떤|어느|무슨)', rng)} {word}{rng.choice(('~이', '', '들이'))} {short}",
                f"{place} {expand('(어느 방|어느 쪽|어디)', rng)} {word}{rng.choice(('~이', '~이', ''))} {short}",
                f"{place} {predicate.relative} {word} {expand('(어디야*2|뭐야|뭐 있어|어느 거야|알려 줘*2|말해 줘|어디 있어|목록 좀|있으면 말해 줘|뭐뭐야|찾아 줘|어디 어디야|다 알려 줘)', rng)}",
                f"{place} {word} {predicate.relative} {expand('(방|데|곳) (어디야|어디 어디야|알려 줘|있으면 말해 봐|어디지)', rng)}",
            )
        )
        return query(text, chosen, attribute, "which", test)
    short = rng.choice(_asked(predicate)[:16])
    text = rng.choice(
        (
            f"{place} {word} 몇 개{rng.choice(('나', '가', '', '나 지금'))} {short}",
            f"{place} {predicate.relative} {word}{rng.choice(('', '~이', '~은'))} {expand('(몇 개야*2|몇 개 있어*2|몇 개나 돼|몇 개인지 알려 줘|개수 알려 줘|총 몇 개야|몇 개니|몇 군데야)', rng)}",
            f"얼마나 많은 {word}{rng.choice(('~이', ''))} {place} {short}",
            f"{place} {word} 중에 몇 개가 {short}",
        )
    )
    return query(text, chosen, attribute, "count", test)


_ON = being("켜져")
_OFF = being("꺼져")
_WHAT_IS = (
    "(뭐*3|뭐가*4|무엇이|뭐뭐|뭐뭐가|어떤 게*2|어떤 기기가*2|무슨 기기가|어느 기기가|어떤 가전이)"
)
_ONES = "(켜진*4|켜져 있는*4|켜 놓은*2|안 끈*2|안 꺼진) (거*5|게*3|것|기기*2|제품|가전)"
_WHICH_ONES = "(뭐야*3|뭐 있어*4|뭐뭐 있어*3|뭐뭐야|알려 줘*3|다 알려 줘*3|전부 말해 줘|있으면 알려 줘*2|있으면 말해 줘|목록 좀|뭐 있나*2|뭐 있지|보여 줘)"
_ARE_THERE = "(있어*5|있니|있나*2|있나요|있냐|있어요|있는지 봐 줘*2|있는지 확인해 줘*2|없어*2|없지*3|없나|없죠)"


def anything_is_on(rng: random.Random) -> Template:
    """Compose a question about all that is on, whatever it is."""
    where, place, tags = _ranged(rng)
    chosen = Aim(text="", target=where, tags=tags)
    is_on = {"on": True}
    now = expand("[(지금*3|혹시|아직*2|아직도|현재)]", rng)
    shape = rng.random()
    if shape < 0.35:
        state = f"{expand(_WHAT_IS, rng)} {rng.choice(_asked(_ON)[:16])}"
        return query(f"{now} {place} {state}", chosen, "on", "which", is_on)
    if shape < 0.6:
        text = f"{place} {now} {expand(_ONES, rng)} {expand(_WHICH_ONES, rng)}"
        return query(text, chosen, "on", "which", is_on)
    if shape < 0.82:
        text = (
            f"{now} {place} {expand(_ONES, rng)} {expand(_ARE_THERE, rng)}{rng.choice(('?', ''))}"
        )
        return query(text, chosen, "on", "any", is_on)
    if shape < 0.9:
        text = f"{place} {expand('(기기*2|켜진 게|가전|제품)', rng)} 몇 개{rng.choice(('나', '가', ''))} {rng.choice(_asked(_ON)[:16])}"
        return query(text, chosen, "on", "count", is_on)
    every = expand("(다*2|전부*3|모두|싹 다|모든 기기가|모든 게|기기 다|가전 다)", rng)
    text = f"{now} {place or '집에'} {every} {asked(_OFF, rng)}"
    return query(text, chosen, "on", "all", {"on": False})


def _ranged(rng: random.Random) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """Return where a question about many ranges over."""
    shape = rng.random()
    if shape < 0.2:
        return {"area": "{area}"}, expand("{area}(에*2|에서| |에 있는)", rng), ("group",)
    if shape < 0.35:
        return {"floor": "{floor}"}, expand("{floor}(에*2|에서| |에 있는)", rng), ("group",)
    return (
        {"area": "all"},
        expand("[(집에*2|집 안에|지금|우리 집|집|집 전체|집안)]", rng),
        ("group",),
    )


# --- the values of things -------------------------------------------------------------------------

_SET_TO = "(몇 도로 돼 있어*2|몇 도로 되어 있어*2|몇 도야*2|몇 도로 설정돼 있어|몇 도로 맞춰져 있어*2|몇 도에 맞춰 놨어|몇 도로 해 놨어|몇 도로 틀어져 있어|몇 도인지 알려 줘|몇 도로 설정되어 있나요)"
_LEVEL = "(몇 퍼센트야*3|몇 프로야*2|얼마야*2|몇이야*2|얼마로 돼 있어|몇으로 돼 있어*2|몇 퍼센트로 돼 있어|얼마나 돼|어느 정도야|얼마인지 알려 줘|몇 프로로 설정돼 있어)"
_WHAT = "(뭐야*3|뭘로 돼 있어|뭐로 돼 있어*2|뭐로 설정돼 있어|어떻게 돼 있어|어떻게 돼|뭔지 알려 줘*2|뭐지|무엇인가요|알려 줘*2)"
READINGS = Table(
    (
        (
            6,
            (
                "air_conditioner",
                "target_temperature",
                "(온도|설정 온도*2|희망 온도|설정온도|)",
                _SET_TO,
            ),
        ),
        (5, ("thermostat", "target_temperature", "(온도|설정 온도*2|희망 온도|)", _SET_TO)),
        (1, ("heater", "target_temperature", "(온도|설정 온도|)", _SET_TO)),
        (1, ("climate", "target_temperature", "(설정 온도|희망 온도|온도 설정)", _SET_TO)),
        (1, ("water_heater", "target_temperature", "(온도|설정 온도|)", _SET_TO)),
        (1, ("oven", "target_temperature", "(온도|설정 온도|예열 온도|)", _SET_TO)),
        (1, ("refrigerator", "target_temperature", "(설정 온도*2|냉장실 설정 온도)", _SET_TO)),
        (
            1,
            (
                "refrigerator",
                "freezer_target_temperature",
                "(냉동실 온도|냉동실 설정 온도|냉동실)",
                _SET_TO,
            ),
        ),
        (
            1,
            (
                "refrigerator",
                "temperature",
                "(안|내부 온도|안 온도|속)",
                "(몇 도야*3|지금 몇 도야|몇 도인지 봐 줘|몇 도나 돼)",
            ),
        ),
        (
            1,
            (
                "water_heater",
                "temperature",
                "(물 온도|현재 온도|물)",
                "(몇 도야*2|지금 몇 도야|몇 도까지 올라갔어)",
            ),
        ),
        (
            1,
            (
                "air_conditioner",
                "temperature",
                "(현재 온도|센서 온도|측정 온도)",
                "(몇 도야|몇 도라고 나와|몇 도로 찍혀)",
            ),
        ),
        (
            1,
            (
                "thermostat",
                "temperature",
                "(현재 온도|측정 온도)",
                "(몇 도야|몇 도라고 나와|몇 도로 찍혀)",
            ),
        ),
        (5, ("light", "brightness", "(밝기*4|조도)", _LEVEL)),
        (
            1.5,
            (
                "light",
                "color",
                "(색*2|색깔|색상|불빛 색)",
                "(뭐야*2|무슨 색이야*2|뭐로 돼 있어|무슨 색인지 알려 줘|뭐지)",
            ),
        ),
        (
            1,
            (
                "light",
                "color_temperature",
                "(색온도*2|빛 색온도)",
                "(몇 켈빈이야*2|얼마야|몇이야|몇 케이야|얼마로 돼 있어)",
            ),
        ),
        (6, ("players", "volume", "(볼륨*3|소리*2|음량*2|소리 크기)", _LEVEL)),
        (
            3,
            (
                "players",
                "title",
                "(지금 나오는 노래*2|이 노래*2|지금 나오는 곡|지금 재생 중인 거|이 곡|지금 나오는 거|이 노래 제목|지금 나오는 노래 제목)",
                "(뭐야*4|제목이 뭐야*2|제목 뭐야|뭐지|제목 알려 줘|누구 노래야|뭔지 알려 줘|이름 뭐야)",
            ),
        ),
        (
            1,
            (
                "tv",
                "title",
                "(지금 뭐|뭐|지금 무슨 프로|무슨 프로그램)",
                "(나와|나오고 있어|하고 있어|틀어져 있어|보고 있었지|하는 거야)",
            ),
        ),
        (
            1.5,
            (
                "tv",
                "channel",
                "(채널*2|지금 채널)",
                "(몇 번이야*3|뭐야|몇 번 보고 있어|몇 번으로 돼 있어)",
            ),
        ),
        (
            1.2,
            (
                "tv",
                "app",
                "(앱|무슨 앱|지금 앱|어떤 앱)",
                "(뭐야|켜져 있어|실행 중이야|틀어져 있어)",
            ),
        ),
        (1.2, ("tv", "source", "(외부 입력*2|입력|입력 소스|외부입력)", _WHAT)),
        (1, ("speaker", "source", "(입력|입력 소스|소스)", _WHAT)),
        (
            2,
            (
                "air_conditioner",
                "mode",
                "(모드*2|무슨 모드*2|운전 모드)",
                "(로 돼 있어*2|로 돌아가고 있어|인지 알려 줘)",
            ),
        ),
        (
            1,
            (
                "air_purifier",
                "mode",
                "(모드|무슨 모드*2)",
                "(로 돼 있어*2|로 돌아가고 있어|인지 알려 줘)",
            ),
        ),
        (1, ("vacuum", "mode", "(모드|무슨 모드*2)", "(로 돼 있어|로 돌아가고 있어|인지 알려 줘)")),
        (1.2, ("air_conditioner", "fan_speed", "(바람 세기*2|풍량|바람)", _WHAT)),
        (1, ("fan", "fan_speed", "(바람 세기|풍량|단계)", _WHAT)),
        (1.5, ("fan", "speed", "(속도*2|바람 세기|풍속|세기)", _LEVEL)),
        (0.8, ("air_purifier", "speed", "(세기|풍량|속도|바람 세기)", _LEVEL)),
        (
            0.8,
            (
                "air_purifier",
                "pm25",
                "(먼지 수치|미세먼지|초미세먼지 농도)",
                "(얼마야|몇이야|어때|얼마라고 나와)",
            ),
        ),
        (0.8, ("air_conditioner", "swing", "(바람 방향|풍향|날개 방향)", _WHAT)),
        (0.6, ("fan", "direction", "(회전 방향|방향|돌아가는 방향)", _WHAT)),
        (
            3,
            (
                "cover_any",
                "position",
                "()",
                "(얼마나 열려 있어*3|몇 퍼센트 열려 있어*2|몇 프로 열렸어|얼마나 열렸어|몇 퍼센트야|위치 알려 줘|얼마나 내려와 있어|어느 정도 열려 있어|위치가 어떻게 돼)",
            ),
        ),
        (0.7, ("blind", "tilt", "(각도*2|기울기|날개 각도)", _LEVEL)),
        *(
            (
                2,
                (
                    kind,
                    "remaining",
                    "()",
                    "(얼마나 남았어*4|언제 끝나*4|몇 분 남았어*3|얼마나 걸려|남은 시간 알려 줘*2|몇 분이나 더 돌아|언제 다 돼*2|언제쯤 끝나|남은 시간 얼마야|시간 얼마나 남았지|얼마나 더 있어야 돼)",
                ),
            )
            for kind in ("washer", "dryer", "dishwasher", "oven")
        ),
        (0.7, ("washer", "program", "(코스|무슨 코스|프로그램)", _WHAT)),
        (0.5, ("dishwasher", "program", "(코스|프로그램)", _WHAT)),
        (0.5, ("dryer", "program", "(코스|프로그램)", _WHAT)),
        *(
            (0.7, (kind, "activity", "(상태|지금 상태)", "(어때*2|뭐야|알려 줘|확인해 줘)"))
            for kind in ("washer", "dryer", "dishwasher", "vacuum", "vacuum", "mower")
        ),
        *(
            (0.6, (kind, "activity", "지금 뭐", "(하고 있어|하는 중이야|하고 있니|해)"))
            for kind in ("vacuum", "washer", "mower")
        ),
        (
            2,
            (
                "vacuum",
                "battery",
                "(배터리*3|배터리 잔량|충전)",
                "(얼마나 남았어*2|몇 퍼센트야*2|몇 프로야|얼마야|얼마나 됐어|몇 프로 남았어)",
            ),
        ),
        (
            0.7,
            ("mower", "battery", "(배터리*2|배터리 잔량)", "(얼마나 남았어|몇 퍼센트야|몇 프로야)"),
        ),
        (
            1,
            (
                "vacuum",
                "cleaning_area",
                "(지금 어디|어디|어느 방)",
                "(청소 중이야|청소하고 있어|청소하는 중이야|돌고 있어)",
            ),
        ),
        (
            2,
            (
                "outlet",
                "power",
                "(전력*2|소비 전력*2|전기)",
                "(얼마나 써*2|몇 와트야*2|얼마나 먹어|얼마야|얼마나 쓰고 있어|얼마나 나와)",
            ),
        ),
        (1, ("switch", "power", "(전력|소비 전력)", "(얼마나 써|몇 와트야|얼마야)")),
        (
            1.4,
            (
                "outlet",
                "energy",
                "(전기 사용량|전력량|누적 사용량|에너지 사용량)",
                "(얼마야|얼마나 돼|몇 킬로와트시야|얼마나 나왔어)",
            ),
        ),
        (1, ("humidifier", "target_humidity", "(목표 습도|설정 습도|희망 습도)", _LEVEL)),
        (1, ("dehumidifier", "target_humidity", "(목표 습도|설정 습도|희망 습도)", _LEVEL)),
        (
            0.8,
            (
                "dehumidifier",
                "humidity",
                "(현재 습도|습도)",
                "(몇 퍼센트야|얼마로 나와|몇 프로라고 떠)",
            ),
        ),
        (
            0.6,
            ("air_conditioner", "humidity", "(현재 습도|측정 습도)", "(몇 퍼센트야|얼마로 나와)"),
        ),
        (0.6, ("diffuser", "intensity", "(세기|강도|향 세기)", _LEVEL)),
        (0.6, ("humidifier", "intensity", "(세기|분무량|가습량)", _LEVEL)),
        (
            0.6,
            (
                "diffuser",
                "interval",
                "(분사 간격|간격)",
                "(몇 분이야*2|얼마야|몇 분마다야|얼마로 돼 있어)",
            ),
        ),
    )
)
_COVER_KINDS = (
    "curtain",
    "blind",
    "shade",
    "window",
    "shutter",
    "garage",
    "awning",
    "gate",
    "door",
)


def reading(rng: random.Random) -> Template:
    """Compose a question for the value of a thing's attribute."""
    kind, attribute, words, asks = READINGS.pick(rng)
    if kind == "cover_any":
        kind = rng.choice(_COVER_KINDS)
    word, ask = expand(words, rng), expand(asks, rng)
    base: dict[str, Any] = dict(NOUNS[kind][1])
    opening = expand("[(지금*3|혹시|현재*2|야|저기)]", rng)
    thing = noun(kind, rng)
    shape = rng.random()
    if kind == "players":
        if shape < 0.45:
            base["state"] = {"playback": "playing"} if attribute == "title" else {"on": True}
        elif shape < 0.6:
            kind = rng.choice(("tv", "speaker", "speaker", "headset"))
            base, thing = dict(NOUNS[kind][1]), noun(kind, rng)
    if shape < 0.3 and kind != "players":
        thing, base["name"] = "{name}", "{name}"
    elif 0.6 <= shape < 0.85 and (
        kind not in {"washer", "dryer", "dishwasher", "oven"} or shape < 0.66
    ):
        base["area"] = "{area}"
        thing = f"{{area}}{rng.choice(('', '', '에 있는', '의', '에서' if kind == 'players' else ''))} {thing}"
    elif shape >= 0.97 and kind not in {"players", "climate"}:
        base["ref"] = "looked_at"
        thing = f"{rng.choice(('이', '저', '저', '그'))} {thing}"
    if ask.startswith(("로 ", "인지")):
        if word.startswith("무슨"):
            text = f"{opening} {thing} {word}{ask}"
        else:
            text = f"{opening} {thing} {word}~이 {'뭔지 알려 줘' if ask.startswith('인지') else f'뭐{ask}'}"
    else:
        link = (
            rng.choice(("", "", "", "~이", "~은"))
            if word and word.split()[0] not in {"지금", "뭐", "어디", "무슨", "어느", "어떤"}
            else ""
        )
        if not word:
            thing += rng.choice(("", "", "~은", "~이", " 지금"))
        elif rng.random() < 0.1 and not word.startswith(("지금", "이 ", "뭐", "무슨", "어디")):
            thing = f"{thing}의"
        text = f"{opening} {thing} {word}{link} {ask}"
    if rng.random() < 0.12 and not ask.endswith("줘"):
        text += "?"
    return query(text, Aim(text="", target=base), attribute, "value")


def thing_value_is(rng: random.Random) -> Template:
    """Compose a yes-or-no question for a value ("티비 음량 20이야?")."""
    kind, attribute, text = rng.choice(
        (
            ("light", "color", "{color+이야}?"),
            ("light", "color", "색 {color+이야}"),
            ("tv", "channel", "채널 {channel}번이야?"),
            ("tv", "app", "{app} 틀어져 있어?"),
            ("tv", "source", "{source}~으로 돼 있어?"),
            ("air_conditioner", "target_temperature", "{temp}도로 돼 있어?"),
            ("air_conditioner", "target_temperature", "{temp}도로 맞춰져 있어"),
            ("thermostat", "target_temperature", "{temp}도로 맞춰져 있나요"),
            ("light", "brightness", "밝기 {pct}퍼센트야?"),
            ("speaker", "volume", "볼륨 {n+이야}?"),
            ("air_conditioner", "mode", "제습 모드야?"),
            ("air_conditioner", "mode", "냉방으로 돌아가고 있어?"),
            ("air_conditioner", "mode", "난방 모드로 돼 있어?"),
            ("air_purifier", "mode", "자동 모드로 돌고 있어?"),
            ("fan", "fan_speed", "강풍으로 돼 있어?"),
            ("fan", "fan_speed", "약풍이야?"),
        )
    )
    literal = {
        "제습": "dry",
        "냉방": "cool",
        "난방": "heat",
        "자동": "auto",
        "강풍": "high",
        "약풍": "low",
    }
    value: Any = next((meaning for word, meaning in literal.items() if word in text), None)
    if value is None:
        value = text[text.index("{") : text.index("}") + 1].replace("+이야", "")
    base = dict(NOUNS[kind][1])
    thing = noun(kind, rng)
    shape = rng.random()
    if shape < 0.35:
        thing, base["name"] = "{name}", "{name}"
    elif shape < 0.7:
        thing, base["area"] = f"{{area}} {thing}", "{area}"
    return query(
        f"{rng.choice(('', '지금 ', '혹시 '))}{thing} {text}",
        Aim(text="", target=base),
        attribute,
        "any",
        {attribute: value},
    )


def person(rng: random.Random) -> Template:
    """Compose where people are."""
    shape = rng.random()
    target: dict[str, Any] = {"type": "person"}
    if shape < 0.5:
        text = expand(
            "[(지금|혹시|현재)] {name}(*3|~은*2|~이) (어디야*3|어디 있어*4|어디에 있어*2|어디 있니|어디 있는지 알려 줘|위치 알려 줘|어디 갔어|어디쯤이야|어디 있나요|위치가 어디야|어디 있는지 알아?|어디 계셔|지금 어디야|어디래)[?]",
            rng,
        )
        return query(text, Aim(text="", target={**target, "name": "{name}"}), "location", "value")
    if shape < 0.75:
        is_home = rng.random() < 0.8
        ask = (
            "(집에 있어*3|집이야*2|집에 왔어|들어왔어*2|집에 있니|집에 있나요|집에 계셔|도착했어|귀가했어|집에 있는지 봐 줘)"
            if is_home
            else "(나갔어*2|밖이야|외출했어*2|집에 없어*2|외출 중이야)"
        )
        text = expand(f"[(지금|혹시)] {{name}}(*3|~은*2|~이) {ask}[?]", rng)
        return query(
            text,
            Aim(text="", target={**target, "name": "{name}"}),
            "location",
            "any",
            {"location": "home" if is_home else "not_home"},
        )
    everyone = Aim(text="", target={**target, "area": "all"})
    if shape < 0.87:
        text = expand(
            "[(지금|현재)] (집에 누구 있어*3|누가 집에 있어*2|집에 누가 있어*2|집에 있는 사람 누구야|지금 누구누구 집에 있어|집에 있는 사람 알려 줘|누구 집에 있는지 알려 줘|집에 있는 사람이 누구예요)[?]",
            rng,
        )
        return query(text, everyone, "location", "which", {"location": "home"})
    if shape < 0.91:
        text = expand(
            "(아직 안 들어온 사람 누구야|누가 나가 있어|밖에 있는 사람 누구야|외출한 사람 누구야|누가 아직 안 왔어)[?]",
            rng,
        )
        return query(text, everyone, "location", "which", {"location": "not_home"})
    if shape < 0.96:
        text = expand(
            "[지금] (집에 아무도 없어|집에 사람 있어|집에 누가 있긴 해|누구 집에 있어|집에 아무도 없지)[?]",
            rng,
        )
        return query(text, everyone, "location", "any", {"location": "home"})
    if shape < 0.98:
        text = expand(
            "(가족 다 집에 있어|다들 들어왔어|식구들 다 집에 왔어|모두 집에 있니)[?]", rng
        )
        return query(text, everyone, "location", "all", {"location": "home"})
    text = expand("[지금] 집에 (몇 명|몇 명이나|몇 사람) (있어|있니|있나요)[?]", rng)
    return query(text, everyone, "location", "count", {"location": "home"})


QUESTIONS = Table(
    (
        (20, sensor_value),
        (17, sensor_is),
        (3, sensor_threshold),
        (23, thing_is),
        (4, anything_is_on),
        (17, reading),
        (4, thing_value_is),
        (5, person),
    )
)


def question(rng: random.Random) -> Template:
    """Compose any question about the home."""
    return QUESTIONS.pick(rng)(rng)


__all__ = [
    "BOOLS",
    "Predicate",
    "anything_is_on",
    "asked",
    "being",
    "doing",
    "done",
    "naming",
    "person",
    "quality",
    "question",
    "reading",
    "sensor_is",
    "sensor_threshold",
    "sensor_value",
    "thing_is",
    "thing_value_is",
]
