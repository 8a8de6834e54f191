"""Korean of every day that no rule makes regular: softer light, mute words, is it done, errands.

Each row is a pattern with the frames that it means: what families say in many words for few wishes.
"""

import random
from typing import Any

from .compose import Frame, Row, Table, Template, row_act, row_plain, row_query, said
from .expand import expand

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
_LAMPS = "(불*6|조명*5|전등*3|등*2|불빛|라이트)"
_LIGHTS = "(불*5|조명*5|전등*3|등*2|불빛*2|라이트|밝기*2|조도)"


def _brightness(change: Any, how: str) -> list[Row]:
    settings = {"brightness": change}
    return [
        (2, f"{_LIGHTS}[~을] {_A_BIT} {how}", row_act(_LIGHT, settings), ("relative",)),
        (2, f"{{area}} {_LIGHTS} {_A_BIT} {how}", row_act(_THERE, settings), ("relative",)),
        (1, f"{{area}}[~을] {_A_BIT} {how}", row_act(_THERE, settings), ("relative",)),
        (1, f"(방*3|방 안|여기*2|이 방*2)[~을] {_A_BIT} {how}", row_act(_LIGHT, settings), ("relative",)),
        (1, f"{{name}} {_A_BIT} {how}", row_act(_NAMED, settings), ("relative",)),
    ]  # fmt: skip


def _for_a_while(what: str, target: dict[str, Any]) -> list[Row]:
    """Return what is to run for so long and no longer."""
    frames: list[Frame] = [
        *row_act(target, {"on": True}),
        {
            "kind": "schedule",
            "when": {"after": "{duration}"},
            "then": row_act(target, {"on": False}),
        },
    ]
    how = f"(켜*4|틀어*4|돌려*2|켜 놔|틀어 놔) {_GIVE}"
    return [
        (0.5, f"{what} {{duration}}(만*5|동안*3|동안만*2|만 좀) {how}", frames, ()),
        (0.2, f"{{duration}}(만*3|동안) {what} {how}", frames, ()),
    ]


_ROWS: list[Row] = [
    *_brightness("down", _LESS),
    *_brightness("up", _MORE),
    (
        1,
        f"{_LIGHTS} {_MOST}",
        row_act(_LIGHT, {"brightness": 100}),
        (),
    ),
    (1, f"{{area}} {_LIGHTS} {_MOST}", row_act(_THERE, {"brightness": 100}), ()),
    (
        1.5,
        f"{_LAMPS} (필요 없어*4|필요 없어요*2|필요 없을 것 같아|이제 필요 없어*2|끄고 싶은데 그렇게 해 줄 수 있어*2|꺼졌으면 좋겠다*2|안 켜져 있었으면 좋겠어|이제 그만*2)",
        row_act(_LIGHT, {"on": False}),
        ("indirect",),
    ),
    (
        1.5,
        f"{{area}} {_LAMPS} (이제 필요 없어*3|필요 없으니까 꺼*2|끄고 싶은데 해 줄 수 있어*2|꺼져 있으면 좋겠다*2|그만 켜 놔도 되니까 꺼 줘)",
        row_act(_THERE, {"on": False}),
        ("indirect",),
    ),
    (
        1.5,
        f"{{area}} {_LAMPS}~이 (켜져 있으면 좋겠어*3|켜져 있으면 좋겠다*2|들어와 있으면 해|켜졌으면 좋겠는데*2)",
        row_act(_THERE, {"on": True}),
        ("indirect",),
    ),
    (
        2,
        f"(음소거*3|무음으로*2|소리 안 나게*2|소리 나지 않게|조용하게|묵음으로) {_DO}",
        row_act(_PLAYERS, {"muted": True}),
        (),
    ),
    (
        1,
        "(당장|지금|바로) (음소거[(해 줘|해)]*3|무음*2|소리 꺼[( 줘)]*2|소리 죽여 줘|소리 꺼 버려)",
        row_act(_PLAYERS, {"muted": True}),
        (),
    ),
    (
        1.5,
        "(음소거 (해제*3|풀어|취소)|무음 (해제*2|풀어)) (해 줘*3|줘*2|해 주세요)",
        row_act(_PLAYERS, {"muted": False}),
        (),
    ),
    (
        2,
        "(다음*4|그 다음|이다음|뒤) (화*4|편*2|회*3|에피소드*2|곡*2|트랙) (보여 줘*3|틀어 줘*3|재생해 줘*2|넘어가*2|보자*2|가자|부탁해|볼래*2|넘겨 줄래)",
        [{"kind": "act", "target": _PLAYERS, "actions": ["next"]}],
        (),
    ),
    (
        2,
        "(이전*4|전*2|앞*2|지난) (화*4|편*2|회*3|에피소드*2|곡*2|트랙) (보여 줘*3|틀어 줘*3|재생해 줘*2|돌아가*2|다시 보자|부탁해|다시 틀어 줘*2)",
        [{"kind": "act", "target": _PLAYERS, "actions": ["previous"]}],
        (),
    ),
    (
        3,
        "[(지금*2|혹시|이제)] (빨래*4|세탁*3|세탁기*4)[~이*2|~은] (다 됐*3|다 돌았*3|끝났*3|다 끝났*2|완료됐*2|다 돌아갔)(어*3|니*2|나*2|나요*2|는지 확인해 줘*3|는지 알려 줘*3|는지 봐 줄래*2|는지 궁금해|습니까)",
        row_query({"type": "washer"}, "activity", "any", activity="idle"),
        (),
    ),
    (
        1.5,
        "[지금] (건조기*3|건조*2)[~이|~은] (다 됐*3|다 돌았*2|끝났*3|완료됐)(어*3|니*2|나*2|나요|는지 확인해 줘*3|는지 알려 줘*2|는지 궁금해)",
        row_query({"type": "dryer"}, "activity", "any", activity="idle"),
        (),
    ),
    (
        2,
        "(맞춰 놓은*2|설정된*3|예약된*2|켜져 있는|걸어 둔|맞춰 둔|등록된) (알람*4|타이머*2)[들] (보여 줘*3|알려 줘*3|뭐 있어*3|있어*3|있니|몇 개야|확인해 줘*2|말해 줄래*2|다 말해 줘|있는지 봐 줘)",
        [{"kind": "timer", "op": "status"}],
        (),
    ),
    (
        1.5,
        "(알람*4|타이머*2) (몇 시로 돼 있어*3|언제 울려*3|언제로 맞춰져 있어*2|맞춰져 있어*2|설정돼 있는지 확인해 줘*2|있나 봐 줘|얼마나 남았니*2|몇 시에 울리니)",
        [{"kind": "timer", "op": "status"}],
        (),
    ),
    (
        2,
        "(모든 알람*4|알람 (전부|다|모두)*4|설정된 알람 다*2|오늘 알람 전부*2|내일 알람 다|타이머 (다|모두|전부)*2|모든 타이머*2) (꺼 줘*3|꺼*2|지워 줘*3|삭제해 줘*3|취소해 줘*3|없애 줘*2|해제해 줘*2|끄기)",
        [{"kind": "timer", "op": "cancel_all"}],
        (),
    ),
    (
        2,
        "(이번 주에*3|이번 주말에*2|주말에*3|오늘 밤에*2|지금*2|내일*3|모레|이번 주 내내|오늘 오후에*2) (비가 올까*2|비 오니*2|눈이 올까|눈 오니|날씨가 어떻니*2|날씨가 어떤지 알려 줘*2|날씨 어떤지 말해 줘|기온이 어떻게 되니|우산 챙겨야 하니*2|추울까*2|더울까|바람 부니|날씨 좋니|맑을까)",
        [{"kind": "info", "topic": "weather"}],
        (),
    ),
    (
        2,
        "{message}(라고|라고 좀) (방송해*4|전해*3|말해*2|알려*2|안내해) (줘*4|주세요*2|줄래*2|줄 수 있어)",
        [{"kind": "say", "message": "{message}"}],
        (),
    ),
    (
        1.5,
        "{area}(에|에다가|에 있는 사람들한테) {message}라고 (전해*3|방송해*3|말해*2|알려*2) (줘*4|주세요*2|줄래*2)",
        [{"kind": "say", "message": "{message}", "target": {"area": "{area}"}}],
        (),
    ),
    (
        3,
        "(달걀*2|고구마*2|옥수수*2|국수|만두|감자*2|콩나물|미역|소고기*2|브로콜리) (몇 분 (삶아|쪄|데쳐|구워)|얼마나 (쪄|익혀|데쳐)|어떻게 (요리해|손질해|보관해|삶아|볶아))(야 돼*2|야 하니|야 해|야 하는지 알려 줘*2|야 맛있어)",
        row_plain("chat"),
        (),
    ),
    (
        3,
        "(세탁기*3|냉장고*3|에어컨*3|오븐|청소기*2|건조기*2|티비*2|스피커) (보증 기간*3|무상 수리 기간*2|가격*3|제조사|신제품*2|모델명|리뷰|소비자 평가|중고 가격*2|할인 행사)[~은] (어떻게 되나요*2|얼마나 되니*2|뭐야*2|알려 줘*3|말해 줄래|궁금해|있니)",
        row_plain("chat"),
        (),
    ),
    (
        3,
        "[(오늘|내일|이번 주말)] (부산|대구|광주|목포|강릉|수원|천안|전주) (가는|행|가는 제일 빠른) (기차*3|버스*3|비행기*2|고속버스) (몇 시에 있니*2|시간 알려 줘*3|언제 출발해*2|표 있어*2|얼마야*2|몇 시에 도착해|자리 있는지 봐 줘|예매해 줘*2)",
        row_plain("chat"),
        (),
    ),
    (
        2,
        "(에펠탑|만리장성|피라미드|경복궁|남산타워|백두산|나이아가라 폭포|타지마할|석굴암) (어디에 있니*2|어디 있는 거야*2|위치 알려 줘|언제 지어졌어|얼마나 높아|입장료 얼마야)",
        row_plain("chat"),
        (),
    ),
    (
        2,
        "(흰 셔츠|패딩|니트|운동화|이불|청바지|커튼) (빠는 법|세탁하는 방법|얼룩 지우는 법|냄새 없애는 방법) (알려 줘*3|말해 줘|뭐야|좀|궁금해)",
        row_plain("chat"),
        (),
    ),
    (
        2,
        "(요즘*2|지금*2|최근) (상영 중인 영화*2|인기 있는 드라마*2|유행하는 노래|극장에서 하는 영화|뜨는 가수) (뭐 있어*2|뭐니|뭐가 있는지 알려 줘|추천해 줄래*2|누구야)",
        row_plain("chat"),
        (),
    ),
    (
        5,
        "{query}[~을] (틀어*4|재생해*3|들려*3) (줘*4|주세요*2|줄래*2|줄 수 있어*2|주라)",
        [{"kind": "media", "query": "{query}"}],
        (),
    ),
    (
        4,
        "{query} (음악*4|노래*4|방송|라디오*2|팟캐스트*2|곡*2) (틀어 줘*4|재생해 줘*3|들려줘*2|듣고 싶어*4|듣고 싶은데*2|듣자*2|틀어 봐*2|나오게 해 줘*2|틀어 줄래*2|플레이해 줘|켜 줘)",
        [{"kind": "media", "query": "{query}"}],
        (),
    ),
    *(
        (
            1.5,
            f"{player}(~으로|에서) {{query}}[~을] (볼래*3|보고 싶어*2|보자*2|틀어 줘*3|보여 줘*2|볼까|재생해 줘)",
            [{"kind": "media", "query": "{query}", "target": {"type": kind}}],
            (),
        )
        for player, kind in (("(티비*3|TV*3|텔레비전)", "tv"), ("헤드셋", "headset"))
    ),
    (
        2.5,
        "[(나|나는|우리|엄마|아빠|이제|먼저|나 이제|나 먼저|저|그럼)] (잘게*4|잘게요*3|잔다*2|자러 갈게*2|자러 간다|자러 갈래|자야겠다*2|자야지|잘래*2|좀 잘게|들어가서 잘게|눈 좀 붙일게|일찍 자야겠어)",
        row_plain("chat"),
        (),
    ),
    (
        2,
        "[(나|나는|우리|이따|이제|지금부터|오늘은|나 이제)] (영화*4|드라마*3|축구*2|야구|뉴스|책*2|유튜브|만화|경기) (볼 거야*4|볼 거예요*2|보려고*2|볼 참이야|보는 중이야*2|보고 있어*2|봤어*3|볼까 해|보기로 했어)",
        row_plain("chat"),
        (),
    ),
    (
        2.5,
        "[(나|방금|아까|오늘|엄마가|내가)] {item}[~은|~을] (샀어*4|샀다*2|사 왔어*3|사 놨어*2|사다 놨어*2|샀어요|사 왔으니까 지워 줘*2|샀으니까 체크해 줘*2)",
        [{"kind": "list", "op": "complete", "item": "{item}"}],
        (),
    ),
    *_for_a_while("{name}~을", {"name": "{name}"}),
    *_for_a_while("(에어컨*3|에어컨 좀)", {"type": "air_conditioner"}),
    *_for_a_while("(선풍기*3|환풍기*3|후드)", {"type": "fan"}),
    *_for_a_while("(불*3|조명)", _LIGHT),
    *_for_a_while("(보일러*3|난방*2)", {"type": "thermostat"}),
    *_for_a_while("가습기", {"type": "humidifier"}),
    *_for_a_while("공기청정기", {"type": "air_purifier"}),
    (
        5,
        "{query}[~을] (듣고 싶어*4|듣고 싶다*2|듣자*2|보고 싶어*2|보자*2|틀어 봐*2|틀어 볼래*2|보여 줘*3|보여 줄래|나오게 해 줘*2|찾아서 틀어 줘)",
        [{"kind": "media", "query": "{query}"}],
        (),
    ),
]
_TABLE = Table([(row[0], row[1:]) for row in _ROWS])


def everyday(rng: random.Random) -> Template:
    """Compose one of the rows."""
    pattern, frames, tags = _TABLE.pick(rng)
    return said(expand(pattern, rng), frames, tags)


__all__ = ["everyday"]
