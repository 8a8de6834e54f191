"""Korean of every day that no rule makes regular: softer light, mute words, is it done, errands.

Each row is a pattern with the frames that it means: what families say in many words for few wishes.
"""

import random
from collections.abc import Sequence
from typing import Any

from .compose import Frame, Table, Template, said
from .expand import expand

_Row = tuple[float, str, Sequence[Frame], tuple[str, ...]]


def _act(target: dict[str, Any], settings: dict[str, Any], **more: Any) -> list[Frame]:
    return [{"kind": "act", "target": target, "set": settings, **more}]


def _query(target: dict[str, Any], attribute: str, ask: str, **test: Any) -> list[Frame]:
    frame: Frame = {"kind": "query", "target": target, "attribute": attribute, "ask": ask}
    return [{**frame, "test": test} if test else frame]


def _plain(kind: str) -> list[Frame]:
    return [{"kind": kind}]


_LIGHT: dict[str, Any] = {"type": "light"}
_THERE: dict[str, Any] = {"type": "light", "area": "{area}"}
_NAMED: dict[str, Any] = {"type": "light", "name": "{name}"}
_PLAYERS: dict[str, Any] = {"type": ["tv", "speaker", "headset"], "state": {"on": True}}
_GIVE = "(줘*5|주세요*3|줄래*3|줘요*2|줄 수 있어*2|주라|주십시오|달라고|줄래요|주겠니|주실래요|주면 좋겠어|줬으면 해|줬으면 좋겠어*2|주면 안 돼)"
_DO = f"(해 {_GIVE}*8|해줘*4|해*2|하자|하고 싶어|했으면 좋겠어|바꿔 {_GIVE}|만들어 {_GIVE}*2|맞춰 {_GIVE}|조절해 {_GIVE}|부탁해)"
_A_BIT = "(*5|좀*4|조금*3|조금만*2|약간*2|살짝*2|조금 더*3|좀 더*3|더*3|한 단계)"
_LESS = f"(덜 밝게*4|은은하게*4|어둡게*2|어둑하게*2|어둑어둑하게|침침하게|흐릿하게*2|약하게*2|부드럽게*2|눈 안 아프게|눈부시지 않게*2|어두침침하게|낮게|잔잔하게|희미하게|아늑하게) {_DO}"
_MORE = f"(환하게*4|밝게*3|더 밝게*2|훤하게*2|세게|강하게*2|쨍하게|덜 어둡게*2|또렷하게|잘 보이게*2|높게) {_DO}"
_MOST = f"(최대로*4|최대 밝기로*4|제일 밝게*4|가장 밝게*3|최고로|최고 밝기로|끝까지 밝게*2|백 퍼센트로*2|풀로|맥스로|최대한 밝게*2) {_DO}"
_LIGHTS = "(불*5|조명*5|전등*3|등*2|불빛*2|라이트|밝기*2|조도)"


def _brightness(change: Any, how: str) -> list[_Row]:
    settings = {"brightness": change}
    return [
        (2, f"{_LIGHTS}[(을|)] {_A_BIT} {how}".replace("을", "~을"), _act(_LIGHT, settings), ("relative",)),
        (2, f"{{area}} {_LIGHTS} {_A_BIT} {how}", _act(_THERE, settings), ("relative",)),
        (1, f"{{area}}[~을] {_A_BIT} {how}", _act(_THERE, settings), ("relative",)),
        (1, f"(방*3|방 안|여기*2|이 방*2)[~을] {_A_BIT} {how}", _act(_LIGHT, settings), ("relative",)),
        (1, f"{{name}} {_A_BIT} {how}", _act(_NAMED, settings), ("relative",)),
    ]  # fmt: skip


_ROWS: list[_Row] = [
    *_brightness("down", _LESS),
    *_brightness("up", _MORE),
    *_brightness(100, _MOST),
]
_TABLE = Table([(row[0], row[1:]) for row in _ROWS])


def everyday(rng: random.Random) -> Template:
    """Compose one of the rows."""
    pattern, frames, tags = _TABLE.pick(rng)
    return said(expand(pattern, rng), frames, tags)


__all__ = ["everyday"]
