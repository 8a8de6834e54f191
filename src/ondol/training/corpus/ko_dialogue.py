"""Korean of more than one command: several in a sentence, corrections, and turns of a dialogue."""

import random
from collections.abc import Sequence
from typing import Any

from . import ko_questions as questions
from . import ko_times as times
from . import ko_words as words
from .compose import Aim, Frame, Table, Template, act, after, plain, said
from .expand import expand
from .hangul import Verb
from .ko_acts import switch_verbs
from .ko_targets import aim, as_object, bare, noun
from .ko_words import NOUNS, request

_ON = (Verb("켜", "켜"), Verb("켜", "켜"), Verb("틀", "틀어"))
_OFF = (Verb("끄", "꺼"), Verb("끄", "꺼"), Verb("끄", "꺼"))
_AND = (
    "고",
    "고",
    "고",
    "고",
    "고 나서",
    "ㄴ 다음에",
    "ㄴ 다음",
    "어 주고",
    "고서",
    "ㄴ 뒤에",
    "어 주시고",
    "고 그리고",
)
_JOINED = ("~이랑 ", "~이랑 ", "하고 ", "~과 ", ", ", " 그리고 ", "하고 ")


def _placed(kind: str, number: str, rng: random.Random) -> Aim:
    """Return things whose placeholders bear a number, so that two parts do not clash."""
    shape = rng.random()
    base = dict(NOUNS[kind][1])
    if shape < 0.4:
        return bare(kind, rng)
    if shape < 0.8:
        area = f"{{area{number}}}"
        return Aim(
            text=f"{area}{rng.choice((' ', ' ', ' ', '에 있는 '))}{noun(kind, rng)}",
            target={**base, "area": area},
        )
    name = f"{{name{number}}}"
    return Aim(text=name, target={**base, "name": name})


def _part(number: str, rng: random.Random) -> tuple[str, Sequence[Verb], Frame]:
    """Return the words before the verb, the verbs, and the frame, of one of several commands."""
    shape = rng.random()
    if shape < 0.55:
        kind = rng.choice(
            (
                "light",
                "light",
                "light",
                "tv",
                "air_conditioner",
                "fan",
                "thermostat",
                "air_purifier",
                "outlet",
                "humidifier",
                "speaker",
            )
        )
        chosen, is_on = _placed(kind, number, rng), rng.random() < 0.5
        verbs: Sequence[Verb] = _ON if is_on else _OFF
        if is_on and kind in {"light", "outlet", "tv", "speaker"}:
            verbs = _ON[:2]
        return as_object(chosen, rng), verbs, _frame(chosen, {"on": is_on})
    if shape < 0.7:
        kind = rng.choice(("curtain", "blind", "window", "garage"))
        chosen, is_open = _placed(kind, number, rng), rng.random() < 0.5
        table, fallback = (words.OPENING, words.OPEN) if is_open else (words.CLOSING, words.CLOSE)
        verbs = [verb for verb in table.get(kind, fallback) if " " not in verb.stem]
        return as_object(chosen, rng), verbs, _frame(chosen, {"position": 100 if is_open else 0})
    if shape < 0.8:
        chosen = _placed(rng.choice(("air_conditioner", "thermostat")), number, rng)
        if number:
            return (
                f"{chosen.text} 온도",
                _UP[:2] if (up := rng.random() < 0.5) else _DOWN[:2],
                _frame(chosen, {"target_temperature": "up" if up else "down"}),
            )
        return (
            f"{chosen.text} {{temp}}도~으로",
            (Verb("맞추", "맞춰"), Verb("하", "해")),
            _frame(chosen, {"target_temperature": "{temp}"}),
        )
    if shape < 0.86:
        chosen = _placed("lock", number, rng)
        return as_object(chosen, rng), (Verb("잠그", "잠가"),), _frame(chosen, {"locked": True})
    if shape < 0.92:
        chosen = bare("vacuum", rng)
        return (
            as_object(chosen, rng),
            (Verb("돌리", "돌려"),),
            _frame(chosen, {"activity": "cleaning"}),
        )
    chosen = rng.choice((bare("tv", rng), bare("speaker", rng)))
    is_up = rng.random() < 0.5
    return (
        f"{chosen.text} {rng.choice(('소리', '볼륨'))}",
        _UP if is_up else _DOWN,
        _frame(chosen, {"volume": "up" if is_up else "down"}),
    )


_UP = (Verb("올리", "올려"), Verb("높이", "높여"), Verb("키우", "키워"))
_DOWN = (Verb("낮추", "낮춰"), Verb("줄이", "줄여"), Verb("내리", "내려"))


def _frame(chosen: Aim, settings: dict[str, Any]) -> Frame:
    return {"kind": "act", "target": chosen.target, "set": settings}


def several(rng: random.Random) -> Template:
    """Compose several commands in a sentence."""
    if rng.random() < 0.16:
        return _now_and_later(rng) if rng.random() < 0.6 else _each_its_own(rng)
    shape = rng.random()
    if shape < 0.3:
        return _shared_verb(rng)
    if shape < 0.42:
        return _same_thing(rng)
    if shape < 0.5:
        return _partly_impossible(rng)
    if shape < 0.56:
        return _act_and_question(rng)
    texts: list[str] = []
    frames: list[Frame] = []
    count = 2 if rng.random() < 0.82 else 3
    for number in range(count):
        before, verbs, frame = _part(("", "2", "2")[number], rng)
        if (
            number == 2
            and any("2}" in text or "+" in text for text in texts[1:])
            and "2}" in before
        ):
            before, verbs, frame = (
                "문",
                (Verb("잠그", "잠가"),),
                {"kind": "act", "target": {"type": "lock"}, "set": {"locked": True}},
            )
        verb = rng.choice(verbs)
        is_last = number == count - 1
        texts.append(f"{before} {request((verb,), rng) if is_last else verb + rng.choice(_AND)}")
        frames.append(frame)
    joint = rng.choice((" ", " ", " ", ", ", " 그리고 "))
    return said(joint.join(texts), frames, ("multi",))


def _now_and_later(rng: random.Random) -> Template:
    """Compose a command, and another one for later ("불 끄고 30분 뒤에 에어컨도 꺼 줘")."""
    before, verbs, now = _part("", rng)
    first = f"{before} {rng.choice(verbs) + rng.choice(_AND)}"
    after, verbs, then = _part("2", rng)
    if rng.random() < 0.3:
        after = f"{after.removesuffix('~을').removesuffix('만')}도"
    when, at = rng.choice(
        (
            ({"after": "{duration}"}, "{duration} 뒤에"),
            ({"after": "{duration}"}, "{duration} 후에"),
            ({"after": "{duration}"}, "{duration} 있다가"),
            ({"at": "{time}"}, "{time}에"),
        )
    )
    later: Frame = {"kind": "schedule", "when": when, "then": [then]}
    verb = request((rng.choice(verbs),), rng)
    second = f"{at} {after} {verb}" if rng.random() < 0.7 else f"{after} {at} {verb}"
    return said(f"{first}{rng.choice((' ', ' ', ', '))}{second}", [now, later], ("multi",))


def _each_its_own(rng: random.Random) -> Template:
    """Compose a level for one place and another level for another."""
    percent = rng.choice(("%", "퍼센트", "프로", "%"))
    lamp = rng.choice(("불", "조명", "등", "불"))
    again = rng.choice((lamp, lamp, "은", ""))
    first = f"{{area}} {lamp}{rng.choice(('', '~은', '~을'))} {{pct}}{percent}"
    second = f"{{area2}}{'~은' if again == '은' else f' {again}'} {{pct2}}{percent}"
    verb = request((Verb("맞추", "맞춰"), Verb("하", "해"), Verb("바꾸", "바꿔")), rng)
    end = rng.choice(("", f"~으로 {verb}", f"~으로 {verb}"))
    frames: list[Frame] = [
        {
            "kind": "act",
            "target": {"type": "light", "area": area},
            "set": {"brightness": level},
        }
        for area, level in (("{area}", "{pct}"), ("{area2}", "{pct2}"))
    ]
    return said(f"{first}{rng.choice((' ', ', ', '~으로 하고 '))}{second}{end}", frames, ("multi",))


def _shared_verb(rng: random.Random) -> Template:
    """Compose one verb for several things ("거실 불이랑 안방 에어컨 꺼")."""
    is_on = rng.random() < 0.45
    kinds = rng.sample(
        (
            "light",
            "tv",
            "air_conditioner",
            "fan",
            "thermostat",
            "air_purifier",
            "speaker",
            "humidifier",
            "outlet",
            "dehumidifier",
        ),
        3,
    )
    if rng.random() < 0.25:
        kinds = [*rng.sample(("curtain", "blind", "window", "shade"), 2), "shutter"]
    count = 2 if rng.random() < 0.85 else 3
    one_area = rng.random() < 0.3
    chosen = [_placed(kind, ("", "2", "")[i], rng) for i, kind in enumerate(kinds[:count])]
    if one_area:
        chosen = [bare(kind, rng) for kind in kinds[:count]]
        chosen = [Aim(text=one.text, target={**one.target, "area": "{area}"}) for one in chosen]
    elif count == 3:
        chosen = [bare(kind, rng) for kind in kinds[:3]]
    text = chosen[0].text
    for one in chosen[1:]:
        text += rng.choice(_JOINED) + one.text
    text = f"{{area}} {text}" if one_area else text
    settings: dict[str, Any] = {"on": is_on}
    verbs: Sequence[Verb] = _ON[:2] if is_on else _OFF
    if "cover" in chosen[0].target:
        settings = {"position": 100 if is_on else 0}
        verbs = words.OPEN[:3] if is_on else words.CLOSE[:3]
    after_all = rng.choice(("", "", "", " 다", " 둘 다", " 전부", " 좀", " 모두", " 같이"))
    if count == 3:
        after_all = after_all.replace("둘 ", "")
    frames = [_frame(one, settings) for one in chosen]
    return said(f"{text}{after_all} {request(verbs, rng)}", frames, ("multi",))


def _same_thing(rng: random.Random) -> Template:
    """Compose two changes to one thing ("에어컨 켜고 24도로 맞춰")."""
    shape = rng.random()
    if shape < 0.45:
        chosen = aim(rng.choice(("air_conditioner", "air_conditioner", "thermostat")), rng)
        text = f"{as_object(chosen, rng)} {rng.choice(('켜고', '켜서', '틀고', '켜고 온도'))} {{temp}}도~으로 {request(words.SET[:6], rng)}"
        return act(text, chosen, {"on": True, "target_temperature": "{temp}"}, tags=("multi",))
    if shape < 0.75:
        chosen = aim("light", rng)
        text = f"{as_object(chosen, rng)} {rng.choice(('켜고', '켜고 밝기', '켜서 밝기를'))} {{pct}}{rng.choice(('퍼센트', '프로', '%'))}~으로 {request(words.SET[:6], rng)}"
        return act(text, chosen, {"on": True, "brightness": "{pct}"}, tags=("multi",))
    chosen = aim(rng.choice(("tv", "speaker")), rng)
    text = f"{as_object(chosen, rng)} {rng.choice(('켜고', '틀고'))} {rng.choice(('볼륨', '소리'))} {{n}}~으로 {request(words.SET[:6], rng)}"
    return act(text, chosen, {"on": True, "volume": "{n}"}, tags=("multi",))


_IMPOSSIBLE = (
    "(피자|치킨|짜장면) (시켜|주문해) 줘|(택시|대리) 불러 줘|(엄마|아빠|남편)한테 (전화해|문자 보내) 줘|커피 (내려|타) 줘|밥 (해|차려) 줘|이메일 보내 줘|빨래 개 줘|설거지 좀 해 줘|"
    "(커피머신|전자레인지|빔프로젝터|컴퓨터|게임기|안마의자) (켜|꺼) 줘|강아지 (밥|물) 좀 줘|(햄버거|커피) 배달시켜 줘|침대 정리해 줘|화분에 물 줘|숙제 좀 해 줘|기차표 예매해 줘"
)


def _partly_impossible(rng: random.Random) -> Template:
    before, verbs, frame = _part("", rng)
    verb = rng.choice(verbs)
    impossible = expand(f"({_IMPOSSIBLE})", rng)
    if rng.random() < 0.7:
        text, frames = (
            f"{before} {verb + rng.choice(_AND)} {impossible}",
            [frame, {"kind": "reject", "why": "no_ability"}],
        )
    else:
        first = impossible.removesuffix(" 줘")
        text, frames = (
            f"{first} 주고 {before} {request((verb,), rng)}",
            [{"kind": "reject", "why": "no_ability"}, frame],
        )
        if first.endswith(("켜", "꺼", "좀")):
            text = f"{impossible} 그리고 {before} {request((verb,), rng)}"
    return said(text, frames, ("multi",))


def _act_and_question(rng: random.Random) -> Template:
    before, verbs, frame = _part("", rng)
    kind, attribute, test = rng.choice(
        (
            ("lock", "locked", True),
            ("window", "position", 0),
            ("light", "on", True),
            ("tv", "on", True),
        )
    )
    asked = {"lock": "잠겼는지", "window": "닫혔는지", "light": "켜져 있는지", "tv": "켜져 있는지"}[
        kind
    ]
    chosen = _placed(kind, "2", rng)
    text = f"{before} {rng.choice(verbs) + '고'} {chosen.text} {asked} {rng.choice(('확인해 줘', '알려 줘', '봐 줘', '좀 봐 줘', '확인 좀 해 줘'))}"
    question: Frame = {
        "kind": "query",
        "target": chosen.target,
        "attribute": attribute,
        "ask": "all" if test in {True, 0} and kind in {"lock", "window"} else "any",
        "test": {attribute: test},
    }
    return said(text, [frame, question], ("multi",))


# --- corrections ----------------------------------------------------------------------------------

_NO = "(아니*4|아 아니*2|아니 아니|아니다*2|어 아니|아니지|말고*3|아 잠깐|아참|미안|아 참|아니 그게 아니고)"


def correction(rng: random.Random) -> Template:
    """Compose what is put right within the sentence ("22도 아니 24도로")."""
    no = expand(_NO, rng)
    shape = rng.random()
    if shape < 0.25:
        chosen = aim(rng.choice(("air_conditioner", "thermostat")), rng)
        wrong = rng.randint(17, 30)
        return act(
            f"{chosen.text} {wrong}도{rng.choice(('', '로', ''))} {no} {{temp}}도~으로 {request(words.SET, rng)}",
            chosen,
            {"target_temperature": "{temp}"},
        )
    if shape < 0.35:
        chosen = aim("light", rng)
        return act(
            f"{chosen.text} {rng.choice((20, 30, 40, 60))}퍼센트 {no} {{pct}}퍼센트로 {request(words.SET, rng)}",
            chosen,
            {"brightness": "{pct}"},
        )
    if shape < 0.68:
        kind = rng.choice(("light", "light", "tv", "air_conditioner", "curtain", "fan"))
        word, is_on = noun(kind, rng), rng.random() < 0.5
        if kind == "curtain":
            settings: dict[str, Any] = {"position": 100 if is_on else 0}
            verb = request(words.OPEN[:3] if is_on else words.CLOSE[:3], rng)
        else:
            settings, verb = {"on": is_on}, request(switch_verbs(kind, is_on=is_on)[:6], rng)
        if rng.random() < 0.6:
            text = rng.choice(
                (
                    f"{{area}} {no} {{area2}} {word} {verb}",
                    f"{{area}} {word} {no} {{area2}} {word} {verb}",
                    f"{{area}} {word} {no} {{area2}} {verb}",
                    f"{{area}} 말고 {{area2}} {word} {verb}",
                )
            )
            return act(text, Aim(text="", target={**NOUNS[kind][1], "area": "{area2}"}), settings)
        text = rng.choice(
            (
                f"{{name}} {no} {{name2}} {verb}",
                f"{{name}} 말고 {{name2}} {verb}",
                f"{{name}}~이 아니라 {{name2}} {verb}",
            )
        )
        return act(text, Aim(text="", target={**NOUNS[kind][1], "name": "{name2}"}), settings)
    if shape < 0.88:
        chosen = aim(rng.choice(("light", "light", "tv", "air_conditioner", "fan")), rng)
        is_on = rng.random() < 0.5
        first, right = ("꺼", "켜") if is_on else ("켜", "꺼")
        stem = "끄" if is_on else "켜"
        text = rng.choice(
            (
                f"{chosen.text} {first} {no} {right}",
                f"{chosen.text} {first} 줘 {no} {right} 줘",
                f"{chosen.text} {stem}지 말고 {right}{rng.choice(('', ' 줘', '줘'))}",
                f"{chosen.text} {first}.. 아니 {right}",
            )
        )
        return act(text.replace(f"{first} 말고", f"{stem}지 말고"), chosen, {"on": is_on})
    return act(
        f"{rng.choice(('', '불 ', '조명 '))}빨간색 {no} {{color}}~으로 {request(words.TURN_TO, rng)}",
        Aim(text="", target={"type": "light"}),
        {"color": "{color}"},
    )


# --- turns of a dialogue --------------------------------------------------------------------------


def follow_up(rng: random.Random) -> Template:
    """Compose a turn that needs the one before it."""
    return Table(
        (
            (4, _there_too),
            (4, _not_that),
            (5, _it_again),
            (3, _more_of_it),
            (2.5, _question_then_act),
            (2, _question_then_question),
            (1.2, _take_back),
            (1.2, _rest),
            (1, _timer_again),
            (1, _list_again),
            (0.7, _later_it),
        )
    ).pick(rng)(rng)


def _simple(rng: random.Random, *, area: bool) -> tuple[Template, str, dict[str, Any]]:
    """Return a first turn on things of one kind, the kind, and what it sets."""
    kind = rng.choice(
        (
            "light",
            "light",
            "light",
            "tv",
            "air_conditioner",
            "fan",
            "curtain",
            "blind",
            "thermostat",
            "air_purifier",
        )
    )
    is_on = rng.random() < 0.5
    if kind in {"curtain", "blind"}:
        settings: dict[str, Any] = {"position": 100 if is_on else 0}
        verbs: Sequence[Verb] = words.OPENING[kind][:2] if is_on else words.CLOSING[kind][:2]
    else:
        settings, verbs = {"on": is_on}, switch_verbs(kind, is_on=is_on)[:6]
    base = dict(NOUNS[kind][1])
    word = noun(kind, rng)
    chosen = (
        Aim(text=f"{{area}} {word}", target={**base, "area": "{area}"})
        if area
        else Aim(text=word, target=base)
    )
    return act(f"{as_object(chosen, rng)} {request(verbs, rng)}", chosen, settings), kind, settings


def _there_too(rng: random.Random) -> Template:
    first, kind, settings = _simple(rng, area=True)
    word = noun(kind, rng)
    target = {**NOUNS[kind][1], "area": "{area2}"}
    text = expand(
        f"(그리고 |아 |어 |)({{area2}}도*6|{{area2}}도 (똑같이|마찬가지로|같이)*2|{{area2}} {word}도*3|{{area2}} 거도|{{area2}}도 부탁해*2|{{area2}}도 해 줘*3|{{area2}}도 그렇게 해 줘*2)",
        rng,
    )
    if rng.random() < 0.2:
        other = rng.choice([k for k in ("light", "tv", "air_conditioner", "fan") if k != kind])
        if "on" in settings:
            verb = request(switch_verbs(other, is_on=settings["on"])[:5], rng)
            target = {**NOUNS[other][1], "area": "{area}"}
            return after(
                first,
                "ko",
                act(
                    f"거기 {noun(other, rng)}도{rng.choice(('', f' {verb}'))}",
                    Aim(text="", target=target),
                    settings,
                ),
            )
    return after(first, "ko", act(text, Aim(text="", target=target), settings))


def _not_that(rng: random.Random) -> Template:
    first, kind, settings = _simple(rng, area=True)
    word = noun(kind, rng)
    text = expand(
        f"(아니*3|아니 아니|아|아니야|어 아니|말고|아 미안) ({{area2}}*4|{{area2}} {word}*3|{{area2}} 거*2|{{area2}} 말이야*2|{{area2}} {word} 말이야|거기 말고 {{area2}}*3|{{area2}}라고*2|{{area2}}라니까|그 방 말고 {{area2}}|{{area}} 말고 {{area2}}*2)",
        rng,
    )
    return after(
        first, "ko", act(text, Aim(text="", target={**NOUNS[kind][1], "area": "{area2}"}), settings)
    )


_AGAIN = "(다시*5|도로*2|아 다시|아니 다시*2|그냥 다시|이제)"


def _it_again(rng: random.Random) -> Template:
    first, kind, settings = _simple(rng, area=rng.random() < 0.6)
    last = Aim(text="", target={"ref": "last"})
    if "on" in settings:
        is_on = not settings["on"]
        verb = request(switch_verbs(kind, is_on=is_on)[:4], rng)
        text = (
            f"{expand(_AGAIN, rng)} {verb}"
            if rng.random() < 0.6
            else f"{expand('(그거*3|그것도|아까 그거|방금 그거*2)', rng)} {rng.choice(('', '다시 '))}{verb}"
        )
        return after(first, "ko", act(text, last, {"on": is_on}))
    is_open = settings["position"] == 0
    shape = rng.random()
    if shape < 0.5:
        verb = request(words.OPENING[kind][:2] if is_open else words.CLOSING[kind][:2], rng)
        return after(
            first,
            "ko",
            act(f"{expand(_AGAIN, rng)} {verb}", last, {"position": 100 if is_open else 0}),
        )
    text = expand("(반만*3|아니 반만*2|반만 열어 줘|절반만|반 정도만 해|반쯤만 열어)", rng)
    return after(first, "ko", act(text, last, {"position": 50}))


def _more_of_it(rng: random.Random) -> Template:
    kind, attribute, first_text, up, down, value, unit = rng.choice(
        (
            (
                "light",
                "brightness",
                "(불|조명|{area} 불) [좀] (켜 줘|어둡게 해 줘|밝게 해 줘|밝기 낮춰)",
                "밝게",
                "어둡게",
                "{pct}",
                "퍼센트",
            ),
            (
                "air_conditioner",
                "target_temperature",
                "[{area}] 에어컨 (켜 줘|{temp}도로 맞춰|틀어)",
                "올려",
                "내려",
                "{n}",
                "도",
            ),
            (
                "thermostat",
                "target_temperature",
                "[{area}] (보일러|난방) (켜 줘|틀어|온도 올려 줘)",
                "따뜻하게",
                "낮춰",
                "{temp}",
                "도",
            ),
            (
                "tv",
                "volume",
                "[{area}] 티비 (소리 줄여|소리 키워 줘|틀어 줘|볼륨 {pct})",
                "크게",
                "작게",
                "{n}",
                "",
            ),
            (
                "speaker",
                "volume",
                "[{area}] (스피커|노래) (소리 줄여 줘|틀어 줘|볼륨 올려)",
                "크게",
                "작게",
                "{n}",
                "",
            ),
            (
                "fan",
                "speed",
                "[{area}] 선풍기 (켜 줘|틀어|세게 해)",
                "세게",
                "약하게",
                "{pct}",
                "퍼센트",
            ),
        )
    )
    text = expand(first_text, rng)
    base = dict(NOUNS[kind][1])
    if "{area}" in text:
        base["area"] = "{area}"
    settings: dict[str, Any] = {"on": True}
    for word, change in (
        ("어둡게", "down"),
        ("낮춰", "down"),
        ("줄여", "down"),
        ("밝게", "up"),
        ("키워", "up"),
        ("올려", "up"),
        ("세게", "up"),
    ):
        if word in text:
            settings = {attribute: change}
    if "{temp}" in text:
        settings = {"target_temperature": "{temp}"}
    elif "{pct}" in text:
        settings = {attribute: "{pct}"}
    first = act(text, Aim(text="", target=base), settings)
    last = Aim(text="", target={"ref": "last"})
    shape = rng.random()
    change = settings.get(attribute, "")
    if change in {"up", "down"} and shape < 0.35:
        return after(
            first,
            "ko",
            act(
                expand(
                    "(더*4|조금 더*3|더 더|한 번 더*2|좀 더*3|조금만 더*2|아직 부족해|더 해 줘*2|더 부탁해)",
                    rng,
                ),
                last,
                {attribute: change},
            ),
        )
    is_up = rng.random() < 0.5
    if shape < 0.75:
        way = up if is_up else down
        how = expand("(더*3|조금만*2|좀 더*3|조금 더*3|약간만|조금)", rng)
        end = (
            rng.choice(("", "", " 해 줘", " 해", " 해줘"))
            if way.endswith("게")
            else rng.choice(("", " 줘", "줘", " 봐"))
        )
        return after(
            first, "ko", act(f"{how} {way}{end}", last, {attribute: "up" if is_up else "down"})
        )
    if value in text:
        value = "{n}"
    shown = f"{value}{unit}"
    text = expand(
        f"[(아니*2|그냥*2|아)] {shown}({'으로' if not unit else '로'}*3|까지만|만) [(해 줘|맞춰 줘|해)]",
        rng,
    ).replace("}으로", "+으로}")
    return after(first, "ko", act(text, last, {attribute: value}))


def _question_then_act(rng: random.Random) -> Template:
    kind, attribute, value, predicates = questions.STATES.pick(rng)
    while attribute not in {"on", "locked", "position"} or kind == "players":
        kind, attribute, value, predicates = questions.STATES.pick(rng)
    base = dict(NOUNS[kind][1])
    shape = rng.random()
    if shape < 0.4:
        base["area"], text = "{area}", f"{{area}} {noun(kind, rng)}"
    elif shape < 0.75:
        base["name"], text = "{name}", "{name}"
    else:
        text = noun(kind, rng)
    frame = {
        "kind": "query",
        "target": base,
        "attribute": attribute,
        "ask": "any",
        "test": {attribute: value},
    }
    first = said(f"{text} {questions.asked(rng.choice(predicates), rng)}", [frame])
    is_on = rng.random() < 0.4
    if attribute == "on":
        settings: dict[str, Any] = {"on": is_on}
        verb = request(_ON[:2] if is_on else _OFF, rng)
    elif attribute == "locked":
        settings, verb = (
            {"locked": not is_on},
            request(words.UNLOCK[:2] if is_on else words.LOCK, rng),
        )
    else:
        settings, verb = (
            {"position": 100 if is_on else 0},
            request(words.OPEN[:3] if is_on else words.CLOSE[:3], rng),
        )
        if kind == "valve":
            settings, verb = {"position": 0}, request((Verb("잠그", "잠가"),), rng)
    text = f"{expand('[(그럼*4|그러면*2|응|어|아|그래 그럼)]', rng)} {expand('[(그거|좀|빨리|바로)]', rng)} {verb}"
    return after(first, "ko", act(text, Aim(text="", target={"ref": "last"}), settings))


def _question_then_question(rng: random.Random) -> Template:
    if rng.random() < 0.5:
        measure = rng.choice(
            ("temperature", "temperature", "humidity", "pm25", "co2", "illuminance")
        )
        word = expand(questions.VALUES[measure][0], rng)
        target: dict[str, Any] = {"type": "sensor", "sensor": measure, "area": "{area}"}
        frame: Frame = {"kind": "query", "target": target, "attribute": "value", "ask": "value"}
        first = said(
            f"{{area}} {word} {rng.choice(('알려 줘', '어때', '얼마야', '몇이야'))}", [frame]
        )
    else:
        kind, attribute, value, predicates = questions.STATES.pick(rng)
        while kind == "players" or attribute in {"door_open", "rapid_freeze"}:
            kind, attribute, value, predicates = questions.STATES.pick(rng)
        target = {**NOUNS[kind][1], "area": "{area}"}
        frame = {
            "kind": "query",
            "target": target,
            "attribute": attribute,
            "ask": "any",
            "test": {attribute: value},
        }
        first = said(
            f"{{area}} {noun(kind, rng)} {questions.asked(rng.choice(predicates), rng)}", [frame]
        )
    text = expand(
        "(그럼 |그리고 |아 |)({area2}~은?*5|{area2}~은*3|{area2} 쪽은?|{area2} 거는?|{area2}도 알려 줘*2|{area2}~은 어때?*2|{area2}도?)",
        rng,
    )
    return after(first, "ko", said(text, [{**frame, "target": {**target, "area": "{area2}"}}]))


def _take_back(rng: random.Random) -> Template:
    first, _, _ = _simple(rng, area=rng.random() < 0.6)
    text = expand(
        "[(아니*2|아|앗)] (방금 거 취소*3|원래대로 해 줘*3|되돌려*2|아까처럼 해 줘|취소해*3|취소해 줘*3|다시 원래대로|그거 말고|원래대로 돌려놔*2|전으로 돌려 줘|undo|언두|취소|그거 취소)",
        rng,
    )
    return after(first, "ko", plain("undo", text))


def _rest(rng: random.Random) -> Template:
    first, kind, settings = _simple(rng, area=True)
    text = expand(
        "(나머지도 (다|전부)|다른 방도 (다|전부)|나머지 방도|나머지도|다른 데도 다|딴 방도 똑같이) [(해 줘*2|그렇게 해 줘|똑같이 해 줘|부탁해)]",
        rng,
    )
    target = {**NOUNS[kind][1], "area": "all", "except": {"area": "{area}"}}
    return after(
        first, "ko", act(text, Aim(text="", target=target, tags=("except", "group")), settings)
    )


def _timer_again(rng: random.Random) -> Template:
    if rng.random() < 0.5:
        first = said("10분 타이머 맞춰 줘", [{"kind": "timer", "op": "start", "duration": "PT10M"}])
        pattern, frame = rng.choice(
            (
                ("(얼마나 남았어|몇 분 남았어|얼마 남았지)", {"op": "status"}),
                ("[(아니|아)] (취소해 줘|취소|그만|필요 없어 취소해)", {"op": "cancel"}),
                (
                    "{duration} (더|추가해 줘|더 줘|늘려 줘|연장해 줘)",
                    {"op": "add", "duration": "{duration}"},
                ),
                ("{duration} (줄여 줘|빼 줘|줄여)", {"op": "subtract", "duration": "{duration}"}),
                ("(잠깐 멈춰|일시정지|멈춰 줘)", {"op": "pause"}),
                ("{duration}짜리도 하나 더", {"op": "start", "duration": "{duration}"}),
            )
        )
        return after(first, "ko", said(expand(pattern, rng), [{"kind": "timer", **frame}]))
    first = times.timer(rng)
    while first["frames"][0]["op"] != "start" or "{duration}" not in first["text"]:
        first = times.timer(rng)
    text, op = rng.choice(
        (
            ("(얼마나 남았어*3|몇 분 남았어*2|얼마나 남았지|남은 시간 알려 줘)", "status"),
            ("[(아니|아|그냥)] (취소해 줘*2|취소|그만|타이머 꺼*2)", "cancel"),
            ("(잠깐 멈춰|일시정지해 줘|멈춰)", "pause"),
        )
    )
    return after(first, "ko", said(expand(text, rng), [{"kind": "timer", "op": op}]))


def _list_again(rng: random.Random) -> Template:
    first = said(
        "{list}에 {item} 추가해 줘",
        [{"kind": "list", "op": "add", "item": "{item}", "list": "{list}"}],
    )
    if rng.random() < 0.5:
        text = expand(
            "(아니다 빼|아 다시 빼 줘|그거 지워 줘|아니 취소하고 빼 줘|있네 지워 줘)", rng
        )
        return after(
            first,
            "ko",
            said(text, [{"kind": "list", "op": "remove", "item": "{item}", "list": "{list}"}]),
        )
    first = said(
        "{list}에 우유 추가해 줘", [{"kind": "list", "op": "add", "item": "우유", "list": "{list}"}]
    )
    text = expand("[(아|그리고|어)] {item}도[ (추가해 줘|넣어 줘|부탁해|적어 줘|추가)]", rng)
    return after(
        first, "ko", said(text, [{"kind": "list", "op": "add", "item": "{item}", "list": "{list}"}])
    )


def _later_it(rng: random.Random) -> Template:
    first, _, settings = _simple(rng, area=rng.random() < 0.5)
    if "on" not in settings:
        return _it_again(rng)
    is_on = not settings["on"]
    verb = request(_ON[:2] if is_on else _OFF, rng)
    when: dict[str, str]
    text, when = rng.choice(
        (
            ("{duration} 뒤에", {"after": "{duration}"}),
            ("{duration} 있다가", {"after": "{duration}"}),
            ("{time}에", {"at": "{time}"}),
        )
    )
    frame = {
        "kind": "schedule",
        "when": when,
        "then": [{"kind": "act", "target": {"ref": "last"}, "set": {"on": is_on}}],
    }
    return after(
        first,
        "ko",
        said(
            f"{rng.choice(('', '그리고 ', '그거 '))}{text} {rng.choice(('', '다시 '))}{verb}",
            [frame],
        ),
    )


__all__ = ["correction", "follow_up", "several"]
