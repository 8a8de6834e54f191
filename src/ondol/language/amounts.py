"""Numbers with and without a unit, parts of a whole, white light, and as much as can be."""

import re
from collections.abc import Callable

from .numerals import (
    AND_A_HALF,
    ENGLISH,
    ENGLISH_NUMBER,
    FIGURES,
    MINUS,
    NATIVE,
    NATIVE_LONG,
    SINO,
    SINO_LONG,
    SINO_SHORT,
    SINO_SPELT,
    value,
)
from .quantity import Extreme, Number, Unit

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Number | Extreme | None]]

_KO = r"(?<![가-힣a-z0-9.])"  # a word begins
_EN = r"(?<![a-z0-9.])"
_END = r"(?![a-z0-9])"
_KO_HALF = r"(?P<half>\s?반(?![찬장가복대드응려송전쯤만]))?"
# What follows a degree or a percentage that really is one; 일도 하고, 이 프로 틀어 are words.
_CHANGE = (
    r"(?=\s?(?:씩|만(?!\s?해)|정도|쯤|으로|로|까지|더|이하|이상|초과|미만|올[려리라]|내[려리린]|낮|높|줄|키[우워]|시원하|따뜻하|따듯하|더\s)"
    r"|\s*(?:$|[.,!?]))"
)


def _number(unit: Unit | None) -> Callable[[re.Match[str]], Number | None]:
    def make(match: re.Match[str]) -> Number | None:
        groups = match.groupdict()
        found = value(match.group("n"))
        if found is None:
            return None
        if groups.get("half"):
            found += 0.5
        if groups.get("minus"):
            found = -found
        start = match.start("minus") if groups.get("minus") else match.start("n")
        return Number(start=start, end=match.end(), value=found, unit=unit)

    return make


def _kelvin(match: re.Match[str]) -> Number | None:
    made = _number("kelvin")(match)
    return made if made is not None and 1000 <= made.value <= 12000 else None  # not a 401k


def _bare_english(match: re.Match[str]) -> Number | None:
    """Read a numeral that stands alone; "one" hardly ever is one (this one, no one)."""
    return None if match.group("n") == "one" else _number(None)(match)


def _fahrenheit(match: re.Match[str]) -> Number | None:
    made = _number("fahrenheit")(match)
    return made and Number(start=match.start(), end=made.end, value=made.value, unit=made.unit)


def _celsius(match: re.Match[str]) -> Number | None:
    made = _number("celsius")(match)
    return made and Number(start=match.start(), end=made.end, value=made.value, unit=made.unit)


def _counted(count: float, unit: Unit) -> Callable[[re.Match[str]], Number]:
    return lambda match: Number(start=match.start(), end=match.end(), value=count, unit=unit)


def _fraction(match: re.Match[str]) -> Number | None:
    below, above = value(match.group("below")), value(match.group("above"))
    if not below or above is None or not 0 < above <= below:
        return None
    share = round(100 * above / below)
    return Number(start=match.start(), end=match.end(), value=share, unit="percent")


def _named_fraction(match: re.Match[str]) -> Number:
    above = {"two": 2, "three": 3}.get(match.group("above"), 1)
    below = 3 if match.group("below").startswith("third") else 4
    return Number(
        start=match.start(), end=match.end(), value=round(100 * above / below), unit="percent"
    )


_LEAST = re.compile(
    r"최소|최저|어둡|어두|작|약|낮|조용|천천|느리|차갑|차게|시원|춥|min|low|dim|quiet|dark|soft|slow|cool"
    r"|cold|faint|down|least"
)


def _extreme(match: re.Match[str]) -> Extreme:
    is_minimum = _LEAST.search(match.group()) is not None
    return Extreme(start=match.start(), end=match.end(), is_maximum=not is_minimum)


def _to_the_end(match: re.Match[str]) -> Extreme:
    is_minimum = re.search(r"\s?(?:다\s)?(?:내[려리]|낮|줄|닫|꺼)", match.group("then") or "")
    return Extreme(start=match.start(), end=match.end("said"), is_maximum=is_minimum is None)


def _rules(
    *pairs: tuple[str, Callable[[re.Match[str]], Number | Extreme | None]],
) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), make) for pattern, make in pairs)


_SETTABLE = (
    r"(?:볼륨|소리|음량|크기|(?:초?미세)?먼지|밝기|조도|채널|온도|습도|세기|속도|풍량|바람|강도|농도|레벨|색온도|위치|hdmi|에이치디엠아이)"
    r"(?:을|를|은|는|도|이|가)?\s?"
)
_SET = (
    r"(?:\s?(?:맞|올|내[려리]|줄|키[우워]|낮|높|틀|바[꿔꾸]|돌|설정|조절|조정|해|하|변경|세팅|번))"
)
_KO_MINUS = rf"(?P<minus>{MINUS})"
_DEGREE = r"(?:도|℃|°c?)"
_NOT_DEGREE = r"(?!어락|어|움|착|서관|시가스|둑|마뱀|망|전|대체|와\s?줘|미노|넛|로교통)"

KOREAN_RULES: tuple[Rule, ...] = _rules(
    # percent
    (
        rf"(?:{_KO}|(?<=[가-힣])(?=[일이삼삽사오육칠팔구십백]{{2}}))(?P<n>{SINO_LONG})\s?"
        r"(?:퍼[센샌쎈]트|퍼센티지|프로(?!그램|젝|필|세|듀|토|모)|퍼(?=로|까지|만|$|\s)|%)",
        _number("percent"),
    ),
    (
        rf"(?<![0-9.a-z])(?P<minus>-)?(?P<n>{FIGURES})\s?(?:퍼[센샌쎈]트|퍼센티지|프로(?!그램|젝|필|세|듀|토|모)|퍼(?=로|까지|만|$|\s))",
        _number("percent"),
    ),
    (rf"{_KO}(?P<n>{SINO_SHORT}|열|다섯)\s?(?:퍼센트|프로{_CHANGE}|%)", _number("percent")),
    # degrees
    (
        rf"(?<![0-9.a-z])(?:화씨\s?){_KO_MINUS}?(?P<n>{FIGURES}|{SINO_LONG})\s?(?:도|°f?){_KO_HALF}",
        _fahrenheit,
    ),
    (rf"섭씨\s?{_KO_MINUS}?(?P<n>{FIGURES}|{SINO}|{NATIVE_LONG})\s?{_DEGREE}{_KO_HALF}", _celsius),
    (
        rf"(?<![0-9.a-z]){_KO_MINUS}?(?P<n>{FIGURES})\s?{_DEGREE}{_NOT_DEGREE}{_KO_HALF}",
        _number("celsius"),
    ),
    (
        rf"(?:{_KO}|(?<=[가-힣])(?=[이삼삽사오육칠팔구]?십)){_KO_MINUS}?(?P<n>{SINO_LONG}|{NATIVE_LONG})\s?도{_NOT_DEGREE}{_KO_HALF}",
        _number("celsius"),
    ),
    (rf"{_KO}{_KO_MINUS}\s?(?P<n>{SINO_SHORT})\s?도{_NOT_DEGREE}{_KO_HALF}", _number("celsius")),
    (rf"{_KO}(?P<n>{SINO_SHORT})\s?도{_KO_HALF}{_CHANGE}", _number("celsius")),
    (
        rf"{_KO}(?P<n>(?:한|두|세|네)(?=\s)|다섯|여섯|일곱|여덟|아홉|열)\s?도{_CHANGE}",
        _number("celsius"),
    ),
    (rf"{_KO}{_KO_MINUS}(?P<n>{SINO}|{FIGURES})(?!\s?(?:도|퍼|프로|%))", _number(None)),
    # kelvin, steps, channels
    (rf"(?<![0-9.a-z])(?P<n>{FIGURES}|{SINO_LONG})\s?(?:k(?![a-z])|켈빈|캘빈|켈번)", _kelvin),
    (rf"{_KO}(?:켈빈|캘빈)\s?(?P<n>[0-9]{{4}})", _number("kelvin")),
    (
        r"주광색|쿨\s?화이트|데이라이트|(?:차가운|시원한)\s?(?:흰|하얀|백)색?",
        _counted(6500, "kelvin"),
    ),
    (r"주백색|내추럴\s?화이트", _counted(4000, "kelvin")),
    (r"온백색", _counted(3500, "kelvin")),
    (r"전구색|웜\s?화이트|(?:따뜻한|따듯한)\s?(?:흰|하얀|백)색?", _counted(2700, "kelvin")),
    (
        rf"{_KO}(?!일단(?!계|으로|까지))(?P<n>{FIGURES}|{NATIVE}|{SINO})\s?(?:단계|칸|눈금|단(?=으로|에|까지|로|\s|$))",
        _number("step"),
    ),
    (rf"(?<![0-9.a-z])(?P<n>{FIGURES})\s?번(?!째|만\s?더)", _number(None)),
    (
        rf"{_KO}(?!이번|천번|백번|이\s번|만번)(?P<n>{SINO_LONG}|{SINO_SHORT}|{SINO_SPELT})\s?번(?!째|만|에\s?[다꺼켜]|호)",
        _number(None),
    ),
    (
        rf"채널(?:을|은)?\s?(?P<n>{SINO_LONG}|{SINO_SPELT}|{SINO_SHORT})(?:\s?번)?(?=으로|로|에|\s|$|[.,!?])(?!\s?정도)",
        _number(None),
    ),
    # parts of a whole
    (
        rf"{_KO}(?P<below>{FIGURES}|{SINO})\s?분의\s?(?P<above>{FIGURES}|{SINO_LONG}|{SINO_SHORT})",
        _fraction,
    ),
    (
        r"절반|(?<![가-힣])반(?=으로|쯤|만(?!에)|정도|까지|은\s|\s(?!시간)|$|[.,!?])",
        _counted(50, "percent"),
    ),
    # bare numbers
    (
        rf"(?:{_KO}|(?<=볼륨)|(?<=밝기)|(?<=온도)|(?<=습도)|(?<=채널))(?P<n>{SINO_LONG})(?<!천)(?=(?:으로|로|까지|만큼|에|쯤|정도|만\s?(?:더|올|내[려리]|줄|키[우워])|이하|이상|보다|[을이]\s?(?:넘|되))|(?![가-힣]))(?!\s?[일이삼사오육칠팔구]?\s?(?:년|월)|\s?일(?!\s?번))",
        _number(None),
    ),
    (
        rf"{_SETTABLE}(?P<n>{SINO}|{NATIVE})(?=으로|로|에\s?(?:맞|놔|놓|세팅|둬|두)|까지|만큼(?!\s?이)|만\s?(?:더|올|내[려리]|줄|키[우워])|{_SET}|(?<!이)\s?(?:정도|넘|이상|이하|보다)|\s{_SET}|\s*(?:$|[.,!?]))",
        _number(None),
    ),
    (
        rf"{_KO}(?!이만큼|일로\s?[와오])(?P<n>{SINO_SHORT})(?=(?:으로|로|까지|만큼)(?:{_SET}|\s(?:볼륨|밝기|소리|음량|온도|채널)))",
        _number(None),
    ),
    (
        rf"{_KO}(?P<n>{NATIVE_LONG})(?<!쉰)(?=으로|로|까지|만큼|\s(?!개|명|번|달|살|곡|권|장|병|대|마리|잔|가지|시)|$|[.,!?])",
        _number(None),
    ),
    # as much as can be
    (
        r"(?:최대한|최고로|제일|가장|젤)\s?(?:밝|크|큰\s?소리|세|강|높|뜨|따뜻|따듯|빠|어둡|어두|작|약|낮|조용|천천|느리|차갑|차게|시원|춥)"
        r"|최대(?:한|치)?|최고(?!의|기온|야)(?:치)?|최소(?:한|치)?|최저(?:치)?|맥스|최강|(?<![가-힣])풀(?=로|파워)",
        _extreme,
    ),
    (r"(?P<said>끝까지)(?P<then>\s?(?:다\s)?[가-힣]{1,2})?", _to_the_end),
)

_ONE_STANDS = r"(?=\s*(?:$|[.,!?;]|please|for|and|then|in\sthe|on\sthe|now))"

ENGLISH_RULES: tuple[Rule, ...] = _rules(
    (
        rf"{_EN}(?P<minus>{MINUS})?(?P<n>{ENGLISH_NUMBER})\s?(?:percent(?:age)?|per\scent|pct){_END}",
        _number("percent"),
    ),
    (rf"{_EN}(?P<n>{ENGLISH})\s?%", _number("percent")),
    (
        rf"{_EN}(?P<minus>{MINUS})?(?P<n>{ENGLISH_NUMBER}{AND_A_HALF}?)[\s-]?(?:degrees?{_END}(?:\s?(?:celsius|centigrade|c){_END})?|celsius{_END})",
        _number("celsius"),
    ),
    (
        rf"{_EN}(?P<minus>{MINUS})?(?P<n>{ENGLISH_NUMBER})[\s-]?(?:degrees?\s?)?(?:fahrenheit|f){_END}",
        _number("fahrenheit"),
    ),
    (rf"{_EN}an?\sdegree{_END}", _counted(1, "celsius")),
    (rf"{_EN}half\sa\sdegree{_END}", _counted(0.5, "celsius")),
    (rf"{_EN}(?:a\s)?couple(?:\sof)?\sdegrees{_END}", _counted(2, "celsius")),
    (rf"{_EN}a\sfew\sdegrees{_END}", _counted(3, "celsius")),
    (rf"{_EN}(?P<n>{ENGLISH_NUMBER})\s?(?:kelvins?|k){_END}", _kelvin),
    (r"\b(?:daylight|cool\swhite|cold\swhite)\b", _counted(6500, "kelvin")),
    (r"\b(?:neutral|natural)\swhite\b", _counted(4000, "kelvin")),
    (r"\b(?:warm|soft)\swhite\b", _counted(2700, "kelvin")),
    (
        rf"{_EN}(?P<n>{ENGLISH_NUMBER})\s(?:steps?|notch(?:es)?|levels?|clicks?){_END}",
        _number("step"),
    ),
    (rf"{_EN}(?:a|another)\s(?:step|notch|level|click){_END}", _counted(1, "step")),
    (rf"{_EN}a\scouple(?:\sof)?\s(?:steps|notches|levels|clicks){_END}", _counted(2, "step")),
    (
        rf"{_EN}(?P<above>a|one|two|three)[\s-](?P<below>thirds?|quarters?){_END}(?!\s(?:past|to|of\san)\b)",
        _named_fraction,
    ),
    (
        r"\b(?:half\s?way|half)\b(?!\s(?:an?|past|hour|minute|of|the\s(?:lights|lamps)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)",
        _counted(50, "percent"),
    ),
    (rf"{_EN}(?P<minus>(?:minus|negative)\s)(?P<n>{FIGURES})(?![a-z0-9:])", _number(None)),
    (
        rf"{_EN}(?P<minus>{MINUS})?(?P<n>{ENGLISH}{AND_A_HALF}?)(?!\s?(?:floors?|o'?clock)\b)",
        _bare_english,
    ),
    (
        rf"{_EN}(?:to|at|by|channel|hdmi|level|input|speed|setting|number|volume|brightness|stage|fan)\s(?P<n>one){_ONE_STANDS}",
        _number(None),
    ),
    (
        r"\b(?:max(?:imum)?|min(?:imum)?|full(?:y)?\s?(?:blast|brightness|volume|power|speed|intensity|strength|whack)|fully"
        r"|(?<=to\s)full|(?<=at\s)full|(?<=on\s)full"
        r"|(?:bright|loud|high|warm|hott?|low|dimm?|quiet|dark|soft|slow|fast|strong|cool|cold)est"
        r"|as\s(?:bright|loud|high|warm|hot|strong|fast|low|dim|quiet|dark|soft|cool|cold)\sas\s(?:possible|it\sgoes|you\scan|it\sgets|it\scan)"
        r"|all\sthe\sway(?:\s(?:up|down))?)\b",
        _extreme,
    ),
)

FIGURE_RULES: tuple[Rule, ...] = _rules(
    (rf"(?<![a-z0-9.])(?P<minus>-)?(?P<n>{FIGURES})\s?[%％]", _number("percent")),
    (
        rf"(?<![a-z0-9.])(?P<minus>-)?(?P<n>{FIGURES})\s?(?:℃|°\s?c?(?![a-z])|도(?=$))",
        _number("celsius"),
    ),
    (rf"(?<![a-z0-9.])(?P<minus>-)?(?P<n>{FIGURES})\s?(?:℉|°\s?f(?![a-z]))", _number("fahrenheit")),
    (rf"(?<![a-z0-9.])(?P<n>{FIGURES}{AND_A_HALF})(?![a-z0-9])", _number(None)),
    (r"(?<![0-9/])(?P<above>[1-4])/(?P<below>[2-5])(?![0-9/])", _fraction),
    (r"(?<![0-9a-z])½", _counted(50, "percent")),
    (r"(?<![0-9a-z])¼", _counted(25, "percent")),
    (r"(?<![0-9a-z])¾", _counted(75, "percent")),
    (
        rf"(?<![a-z0-9.:/])(?<!pm\s)(?P<minus>(?<![^\s(])-)?(?P<n>{FIGURES})"
        r"(?![a-z0-9:/]|[.,][0-9]|\s?(?:층|월|년|호실)|일(?!\s?번)|\s?(?:st|nd|rd|th|floors?|o'?clock)(?![a-z]))",
        _number(None),
    ),
)
