"""Korean that is no plain command: wishes between the lines, refusals, second thoughts, chat.

Also what this home cannot do (reject), what is too vague to do (clarify), and who only talks about
the home: reported speech, prohibitions, knowledge.
"""

import random
from collections.abc import Sequence
from typing import Any

from .compose import Aim, Table, Template, act, plain
from .expand import expand
from .hangul import Verb
from .ko_acts import switch_verbs
from .ko_targets import bare, noun
from .ko_words import NOUNS, request

# --- wishes between the lines ---------------------------------------------------------------------

_SO = "(*6|너무*4|좀*3|왜 이렇게*3|되게|진짜*2|많이|엄청*2|아주|겁나|완전|꽤|참|무지|너무너무)"
_HERE = "[(여기*3|{area}*6|방*2|이 방|{area}~이*2|{area}~은*2|집이|방이|오늘따라|아우|아이고|으|아|어휴|하)]"
_SPOT = "[(여기*3|{area}*6|방*2|이 방|오늘따라|아우|아이고|으|아|어휴|하)]"
_END = "(어*4|다*3|네*3|는데*2|어요*2|네요*2|지 않아?|는 것 같아|어 죽겠다|은데)"


_UNBEARABLE = frozenset({"춥", "덥", "답답하", "갑갑하", "건조하", "습하", "시끄럽", "어둡"})


def _it_is(*stems: tuple[str, str, str]) -> str:
    """Return a pattern for "it is too ...": stem, 어 form and ㄴ form of adjectives."""
    forms = [
        f"({infinitive}*4|{stem}다*3|{stem}네*3|{infinitive}요*2|{stem}네요|{relative}데*3|{stem}지 않아?|"
        f"{relative} 것 같아|{stem}구만|{stem}군|{stem}잖아"
        + (f"|{infinitive} 죽겠다|{infinitive} 죽겠어)" if stem in _UNBEARABLE else ")")
        for stem, infinitive, relative in stems
    ]
    return f"({'|'.join(forms)})"


_DARK = f"{_SO} {_it_is(('어둡', '어두워', '어두운'), ('깜깜하', '깜깜해', '깜깜한'), ('컴컴하', '컴컴해', '컴컴한'), ('침침하', '침침해', '침침한'))}"
_BRIGHT = f"{_SO} {_it_is(('밝', '밝아', '밝은'), ('눈부시', '눈부셔', '눈부신'))}"
_HOT = f"{_SO} {_it_is(('덥', '더워', '더운'), ('후덥지근하', '후덥지근해', '후덥지근한'), ('뜨겁', '뜨거워', '뜨거운'))}"
_COLD = f"{_SO} {_it_is(('춥', '추워', '추운'), ('쌀쌀하', '쌀쌀해', '쌀쌀한'), ('썰렁하', '썰렁해', '썰렁한'), ('싸늘하', '싸늘해', '싸늘한'))}"
_DRY = f"{_SO} {_it_is(('건조하', '건조해', '건조한'), ('메마르', '메말라', '메마른'))}"
_HUMID = f"{_SO} {_it_is(('습하', '습해', '습한'), ('눅눅하', '눅눅해', '눅눅한'), ('축축하', '축축해', '축축한'), ('꿉꿉하', '꿉꿉해', '꿉꿉한'), ('끈적하', '끈적해', '끈적한'))}"
_STUFFY = f"{_SO} {_it_is(('답답하', '답답해', '답답한'), ('탁하', '탁해', '탁한'), ('갑갑하', '갑갑해', '갑갑한'))}"
_LOUD = f"{_SO} {_it_is(('시끄럽', '시끄러워', '시끄러운'), ('크', '커', '큰'), ('요란하', '요란해', '요란한'))}"
_SMELL = "(냄새(가|) (나*2|나네|심해|나요|심하다|장난 아니야|난다|빠지게 해 줘|안 빠져)|공기가 안 좋아|공기 안 좋다|먼지가 많아|먼지 많네|먼지가 너무 많은데|고기 냄새 나|담배 냄새 나|기침이 자꾸 나|목이 칼칼해|공기가 탁해)"

_WISHES: Table[tuple[str, str, dict[str, Any], dict[str, Any]]] = Table(
    (
        (4, (f"{_HERE} {_DARK}", "light", {"on": True}, {"on": False})),
        (
            2,
            (
                "{HERE} (책이 안 보여|글씨가 안 보여|앞이 안 보여|하나도 안 보여|아무것도 안 보이네|책 읽기엔 어둡다|글씨가 하나도 안 보이는데|잘 안 보여)",
                "light",
                {"on": True},
                {"on": False},
            ),
        ),
        (
            1.5,
            (
                f"{_HERE} (불빛이|불이|조명이) {_SO} {_it_is(('약하', '약해', '약한'), ('흐리', '흐려', '흐린'), ('어둡', '어두워', '어두운'))}",
                "light",
                {"brightness": "up"},
                {"on": True},
            ),
        ),
        (
            4,
            (
                f"{_HERE} [(불이|조명이|불빛이)] {_BRIGHT}",
                "light",
                {"brightness": "down"},
                {"on": True},
            ),
        ),
        (
            1.5,
            (
                "{HERE} (눈이 부셔*2|눈부셔서 못 자겠어|불빛 때문에 눈 아파|눈이 너무 부시다|빛이 너무 세|조명이 너무 세)",
                "light",
                {"brightness": "down"},
                {"on": True},
            ),
        ),
        (5, (f"{_HERE} {_HOT}", "air_conditioner", {"on": True}, {"on": False})),
        (
            1.5,
            (
                "{HERE} (땀나*2|땀이 줄줄 나|쪄 죽겠다|찜통이야|찜통이네|사우나 같아|푹푹 찐다|열기가 장난 아니다|더워서 잠이 안 와)",
                "air_conditioner",
                {"on": True},
                {"on": False},
            ),
        ),
        (
            2,
            (
                f"(에어컨 틀었는데도|에어컨 켰는데도|아직도|여전히) {_SO} {_it_is(('덥', '더워', '더운'))}",
                "air_conditioner",
                {"target_temperature": "down"},
                {"on": True},
            ),
        ),
        (
            2,
            (
                f"(에어컨 바람이|에어컨이|에어컨 때문에) {_SO} {_it_is(('춥', '추워', '추운'), ('차갑', '차가워', '차가운'), ('세', '세', '센'))}",
                "air_conditioner",
                {"target_temperature": "up"},
                {"on": True},
            ),
        ),
        (5, (f"{_HERE} {_COLD}", "thermostat", {"on": True}, {"on": False})),
        (
            1.5,
            (
                "{HERE} (얼어 죽겠다*2|손이 시려|발이 시려*2|방바닥이 차*2|바닥이 차갑네|냉골이야|냉골이다|오들오들 떨려|감기 걸리겠다|콧물 나게 춥네|이불 밖은 너무 춥다)",
                "thermostat",
                {"on": True},
                {"on": False},
            ),
        ),
        (
            1.5,
            (
                f"(보일러가|난방이|방바닥이|바닥이) {_SO} {_it_is(('뜨겁', '뜨거워', '뜨거운'), ('세', '세', '센'))}",
                "thermostat",
                {"target_temperature": "down"},
                {"on": True},
            ),
        ),
        (2.5, (f"{_HERE} [공기가] {_DRY}", "humidifier", {"on": True}, {"on": False})),
        (
            1,
            (
                "{HERE} (목이 말라붙는 것 같아|코가 바짝 마르네|입술이 다 트네|피부가 당겨|목이 칼칼하고 건조하다|정전기 장난 아니네|코가 건조해서 아파)",
                "humidifier",
                {"on": True},
                {"on": False},
            ),
        ),
        (2.5, (f"{_HERE} {_HUMID}", "dehumidifier", {"on": True}, {"on": False})),
        (
            1,
            (
                "{HERE} (빨래가 안 말라*2|곰팡이 필 것 같아|이불이 눅눅하네|벽에 물기가 맺혔어|빨래에서 쉰내 나)",
                "dehumidifier",
                {"on": True},
                {"on": False},
            ),
        ),
        (2, (f"{_HERE} [공기가] {_STUFFY}", "window", {"position": 100}, {"position": 0})),
        (2.5, (f"{_HERE} {_SMELL}", "air_purifier", {"on": True}, {"on": False})),
        (
            2,
            (
                f"[(소리가*3|티비 소리가|음악이|노래가)] {_LOUD}",
                "players",
                {"volume": "down"},
                {"on": True},
            ),
        ),
        (
            2,
            (
                f"(소리가*2|볼륨이|티비 소리가|노래 소리가) {_SO} {_it_is(('작', '작아', '작은'))}",
                "players",
                {"volume": "up"},
                {"on": True},
            ),
        ),
        (
            1.5,
            (
                "(잘 안 들려*3|뭐라는지 안 들려|하나도 안 들리네|소리가 안 들려*2|대사가 안 들려|안 들리는데|무슨 말 하는지 모르겠어)",
                "players",
                {"volume": "up"},
                {"on": True},
            ),
        ),
        (
            1.5,
            (
                "(햇빛이 너무 세*2|햇빛 때문에 눈부셔*2|햇볕이 너무 따가워|밖에서 다 보이겠다|앞 동에서 다 보여|해가 정면으로 들어와|낮잠 자려는데 햇빛이 들어와|아침 해가 너무 눈부시다)",
                "shading",
                {"position": 0},
                {"position": 100},
            ),
        ),
        (
            1,
            (
                "(햇빛 좀 보고 싶다*2|바깥 좀 보고 싶네|아침 햇살 좀 들이자|햇빛이 안 들어와|밖이 안 보여|밖에 날씨 좋은데 보고 싶다)",
                "shading",
                {"position": 100},
                {"position": 0},
            ),
        ),
        (
            1.2,
            (
                "(비 들이친다*2|비 들어와*2|창문으로 비가 들어와|바람이 너무 들어온다|바깥이 너무 시끄러워|모기 들어오겠다|찬바람 들어와|황사 들어오겠다)",
                "window",
                {"position": 0},
                {"position": 100},
            ),
        ),
        (
            1.2,
            (
                "(바닥이 더러워*2|바닥에 과자 부스러기 흘렸어|먼지가 굴러다녀|머리카락이 왜 이렇게 많아|바닥에 먼지 봐|바닥이 버석버석해|고양이 털 날린다|방이 지저분하네|과자 다 흘렸네)",
                "vacuum",
                {"activity": "cleaning"},
                {"activity": "docked"},
            ),
        ),
        (
            1,
            (
                f"(바람이*2|선풍기 바람이) {_SO} {_it_is(('세', '세', '센'), ('강하', '강해', '강한'))}",
                "fan",
                {"speed": "down"},
                {"on": True},
            ),
        ),
        (
            0.8,
            (
                f"(바람이*2|선풍기 바람이|선풍기가) {_SO} {_it_is(('약하', '약해', '약한'))}",
                "fan",
                {"speed": "up"},
                {"on": True},
            ),
        ),
        (
            0.8,
            (
                "(씻으려는데 물이 차가워|물이 너무 차*2|뜨거운 물이 안 나와*2|찬물밖에 안 나와|샤워하려는데 찬물이네)",
                "water_heater",
                {"on": True},
                {"on": False},
            ),
        ),
    )
)


def wish(rng: random.Random) -> Template:
    """Compose something said that asks for a change without naming it."""
    pattern, kind, settings, needs = _WISHES.pick(rng)
    text = expand(pattern.replace("{HERE}", _SPOT), rng)
    target: dict[str, Any] = dict(NOUNS[kind][1])
    if "{area}" in text:
        target["area"] = "{area}"
    if rng.random() < 0.12:
        return act(
            f"{text}{rng.choice((', ', ' '))}{expand('(어떻게 좀 해 봐*2|어떻게 좀 해 줘|좀 어떻게 해 줘|어떡해|알아서 해 줘|조치 좀 취해 줘)', rng)}",
            Aim(text="", target=target),
            settings,
            needs=needs,
            tags=("implied",),
        )
    return act(text, Aim(text="", target=target), settings, needs=needs, tags=("implied",))


def wish_said(rng: random.Random) -> Template:
    """Compose a command with its reason ("더우니까 에어컨 좀 틀어 줘")."""
    reason, kind, is_on = rng.choice(
        (
            ("(어두우니까|어두워서 그러는데|깜깜한데|안 보이니까|어두운데)", "light", True),
            ("(자려고 하니까|눈부시니까|잘 거니까|밝아서 못 자겠어)", "light", False),
            ("(더우니까|더워 죽겠다|더운데|더워서 그래|땀나니까)", "air_conditioner", True),
            ("(추우니까|추워 죽겠다|추운데|너무 춥다)", "air_conditioner", False),
            ("(추우니까|추운데|바닥이 차니까|너무 춥다)", "thermostat", True),
            ("(더우니까|이제 안 추우니까|따뜻해졌으니까)", "thermostat", False),
            ("(건조하니까|목 아프니까|건조한데)", "humidifier", True),
            ("(눅눅하니까|빨래 말려야 되니까|습하니까)", "dehumidifier", True),
            ("(먼지 많으니까|냄새나니까|고기 구웠으니까|공기 안 좋으니까)", "air_purifier", True),
            ("(시끄러우니까|잘 거니까|밥 먹을 거니까|아무도 안 보니까)", "tv", False),
            ("(심심하니까|뉴스 볼 거니까|야구 할 시간이니까)", "tv", True),
        )
    )
    chosen = bare(kind, rng)
    verbs = switch_verbs(kind, is_on=is_on)
    return act(
        f"{expand(reason, rng)} {chosen.text}{rng.choice(('', '', ' 좀', '~을'))} {request(verbs, rng)}",
        chosen,
        {"on": is_on},
    )


# --- second thoughts ------------------------------------------------------------------------------


def cancel(rng: random.Random) -> Template:
    """Compose taking it back, and prohibitions."""
    if rng.random() < 0.45:
        text = expand(
            "[(아*3|아니*2|어|음|잠깐|에이|흠|아 맞다|그냥*2|앗)] (됐어*5|됐어 취소*2|아니야*3|괜찮아*2|잊어버려*2|신경 쓰지 마*2|그만둬|없던 걸로 해 줘|없던 일로 하자|됐다*2|"
            "안 해도 돼*2|하지 마*2|됐어요|아무것도 아니야*2|필요 없어*2|관두자|그냥 둬*2|됐어 취소할게|무시해*2|말 안 한 걸로 해|못 들은 걸로 해|됐네요|안 할래|나중에 할게|내가 할게*2|"
            "취소해 줘 됐어|아 아니다|잘못 말했어|아니에요 괜찮아요|괜찮습니다|놔둬|냅둬|됐고|그만|말자|아냐 아냐|아녀 됐슈|됐다 고마|치아라 마|됐당께|신경 꺼|아니 아니 됐어|방금 말은 무시해|아니다 취소 취소) "
            "[(그냥*2|그냥 둬|고마워|내가 할게|진짜로|미안|다음에 할게|생각해 보니까 괜찮아)]",
            rng,
        )
        return plain("cancel", text)
    if rng.random() < 0.15:
        kind = rng.choice(("light", "air_conditioner", "tv", "curtain", "thermostat"))
        return plain(
            "cancel",
            expand(
                f"{noun(kind, rng)} (좀|을|) (... |.. |, |… )(아니다 됐어|아 아니야|됐다|아니야 내가 할게|아 됐어 괜찮아|취소 취소)",
                rng,
            ).replace(" 을", ""),
        )
    kind = rng.choice(
        (
            "light",
            "light",
            "tv",
            "air_conditioner",
            "thermostat",
            "fan",
            "curtain",
            "window",
            "lock",
            "vacuum",
            "speaker",
        )
    )
    thing = noun(kind, rng)
    where = rng.choice(("", "", "{area} ", "{area} ", "{name}"))
    thing = where if where == "{name}" else f"{where}{thing}"
    stems = {
        "curtain": ("열", "닫", "걷", "치"),
        "window": ("열", "닫"),
        "lock": ("열", "잠그"),
        "vacuum": ("돌리", "켜", "끄"),
    }.get(kind, ("끄", "끄", "켜", "건드리"))
    stem = rng.choice(stems)
    adverb = expand("[(절대*2|제발|아직*2|지금은|오늘은|그냥*2|함부로|이제)]", rng)
    end = expand(
        f"({stem}지 마*6|{stem}지 말아 줘*3|{stem}지 마세요*3|{stem}지 마라*2|{stem}지 말고 (그냥 둬*2|그대로 둬|놔둬|가만히 있어)|{stem}면 안 돼*2|{stem}지 말라고*2|{stem}지 말자|{stem}지 말아 주세요*2|{stem}지 않아도 돼|{stem}지 마요|{stem}지 말아 줄래|{stem}지 말라니까|안 {stem}는 게 좋겠어)".replace(
            "열는", "여는"
        ),
        rng,
    )
    end = end.replace("닫면", "닫으면").replace("걷면", "걷으면")
    if rng.random() < 0.25:
        end = expand(
            "(그대로 둬*3|그냥 둬*3|냅둬*2|그냥 놔둬*2|건드리지 마*2|손대지 마|가만히 둬|만지지 마|지금 상태 유지해)",
            rng,
        )
    return plain(
        "cancel", f"{thing}{rng.choice(('', '', '~은', '~을'))} {adverb} {end}", tags=("negation",)
    )


def undo(rng: random.Random) -> Template:
    """Compose taking back the last act."""
    text = expand(
        "[(아*2|아니*2|잠깐|어|야|잠깐만|앗)] [(방금 거*3|방금 한 거*4|아까 그거*2|마지막 거*2|그거|방금 그거*2|조금 전 거|방금 명령|마지막 명령|아까 한 거|직전 거|방금 바꾼 거)] "
        "(취소해*3|취소해 줘*4|되돌려 줘*4|되돌려*2|원래대로 해 줘*3|원상복구 해 줘*2|실행 취소*2|원래대로 돌려 줘*3|원래대로 돌려놔*2|다시 원래대로*2|되돌리기|아까처럼 해 줘*2|"
        "전으로 돌려 줘|이전 상태로 돌려 줘*2|취소해 주세요*2|물러 줘|원위치 시켜 줘|복구해 줘|없던 걸로 하고 되돌려 줘|언두|undo|도로 해 놔|원래 상태로 해 주세요|돌려놔 줘|되돌려 주세요*2|원래대로 복구)",
        rng,
    )
    return plain("undo", text)


# --- what cannot be done, what is not clear -------------------------------------------------------

_NO_THINGS = (
    "(커피머신*2|커피 머신|밥솥*2|전기밥솥|카메라|홈캠|구글홈|프린터*2|토스터|전자레인지*2|자동차|차 시동|수영장|사우나|게임기|컴퓨터*2|노트북|드론|비데|샹들리에|빔프로젝터|프로젝터|모니터|"
    "에어프라이어*2|초인종|인터폰|식물등|족욕기|안마의자*2|안마기|전동 침대|침대|러닝머신|트레드밀|와플 기계|팝콘 기계|자판기|제빙기|와인셀러|정수기|전기포트*2|믹서기|착즙기|재봉틀|피아노|어항|수조 히터|"
    "분수|스프링클러|벽난로|온수풀|자쿠지|월풀|네온사인|미러볼|노래방 기계|당구대|오락기|헤어드라이어|고데기|비상벨|사이렌|CCTV|엘리베이터|에스컬레이터|안개 분무기|솜사탕 기계|식물 재배기|욕조|변기|"
    "스타일러|의류관리기|다리미|믹서|전동 칫솔|면도기|체중계|마사지건|전기 자전거|킥보드|태양광 패널|발전기|풍력 발전기)"
)
_NO_AREAS = "(지하실|다락방|옥상|온실|체육관|수영장|당구장|와인 창고|영화관|도서관|마구간|헛간|사우나실|볼링장|헬리콥터 착륙장|우주선|옆집|회사|사무실|할머니 댁|학교|편의점|차 안|비밀의 방|4층|5층|10층|지하 3층|별채|정자|골프 연습장|박물관)"
_CANNOT: Sequence[tuple[str, str]] = (
    (
        "(커피|라면|밥|피자|샌드위치|계란후라이|차|주스|된장찌개|볶음밥|파스타|팝콘|떡볶이|김치찌개|토스트)[ 좀] (만들어*3|끓여|준비해*2|차려|타|구워|해) (줘*3|주세요|줄래|)",
        "no_ability",
    ),
    (
        "(빨래|설거지|다림질|장난감 정리|침대 정리|이불 정리|쓰레기 정리|화분 물|강아지 산책|고양이 밥|분리수거)[ 좀] (해*2|챙겨|도와) (줘*3|주세요|줄래)",
        "no_ability",
    ),
    (
        "(로봇청소기로|청소기로) (창문 닦아|설거지해|빨래해|계단 올라가|벽 닦아|천장 청소해) (줘|봐|)",
        "no_ability",
    ),
    (
        "(냉장고|세탁기|건조기|오븐|청소기|식기세척기) (밝기|색|색깔|채널|볼륨) [(좀)] (올려|바꿔|낮춰|바꾸고 싶어) [(줘|주세요)]",
        "no_ability",
    ),
    ("(불|조명|전등) (온도|채널|볼륨|습도) [좀] (올려|낮춰|맞춰|바꿔) [(줘|주세요)]", "no_ability"),
    (
        "(창문 센서|움직임 센서|온도계|습도계|연기 감지기|모션 센서) (꺼|켜|닫아|열어|잠가) [(줘|주세요)]",
        "no_ability",
    ),
    ("(티비|텔레비전|스피커) (온도|습도|색온도) [좀] (올려|낮춰|맞춰) [(줘|주세요)]", "no_ability"),
    (
        "(커튼|블라인드|도어락|문) (밝기|볼륨|온도|색깔|채널) [좀] (올려|바꿔|낮춰) [(줘|주세요)]",
        "no_ability",
    ),
    (
        "(에어컨|보일러|선풍기)(으로|로|에서|에) (노래|영화|유튜브|음악|라디오) (틀어|보여|재생해) (줘|주세요|줄래)",
        "no_ability",
    ),
    ("(에어컨|가습기|제습기) (잠가|열어|닫아|채널 돌려|색 바꿔) [(줘|주세요)]", "no_ability"),
)


def reject(rng: random.Random) -> Template:
    """Compose a command that a home has no thing, area or ability for."""
    shape = rng.random()
    if shape < 0.55:
        verb = request(
            (
                Verb("켜", "켜"),
                Verb("켜", "켜"),
                Verb("끄", "꺼"),
                Verb("끄", "꺼"),
                Verb("작동시키", "작동시켜"),
                Verb("시작하", "시작해"),
                Verb("돌리", "돌려"),
            ),
            rng,
        )
        where = rng.choice(("", "", "", "{area} ", "{area}에 있는 "))
        if rng.random() < 0.15:
            return plain(
                "reject",
                f"{where}{expand(_NO_THINGS, rng)} {expand('(켜져 있어|꺼져 있어|켜졌어|꺼졌나|돌아가고 있어|몇 도야)', rng)}?",
                why="no_thing",
            )
        return plain(
            "reject",
            f"{where}{expand(_NO_THINGS, rng)}{rng.choice(('', '', ' 좀', '~을', ' 전원'))} {verb}",
            why="no_thing",
        )
    if shape < 0.72:
        kind = rng.choice(
            ("light", "light", "air_conditioner", "tv", "curtain", "speaker", "window")
        )
        verbs = {
            "curtain": (Verb("열", "열어"), Verb("닫", "닫아")),
            "window": (Verb("열", "열어"), Verb("닫", "닫아")),
        }.get(kind, (Verb("켜", "켜"), Verb("끄", "꺼")))
        return plain(
            "reject",
            f"{expand(_NO_AREAS, rng)}{rng.choice((' ', ' ', '에 있는 '))}{noun(kind, rng)}{rng.choice(('', '', ' 좀'))} {request(verbs, rng)}",
            why="no_area",
        )
    pattern, why = rng.choice(_CANNOT)
    return plain("reject", expand(pattern, rng), why=why)


def clarify(rng: random.Random) -> Template:
    """Compose what could mean anything."""
    shape = rng.random()
    if shape < 0.45:
        verb = request(
            (
                Verb("켜", "켜"),
                Verb("끄", "꺼"),
                Verb("틀", "틀어"),
                Verb("닫", "닫아"),
                Verb("열", "열어"),
                Verb("올리", "올려"),
                Verb("내리", "내려"),
                Verb("바꾸", "바꿔"),
                Verb("시작하", "시작해"),
                Verb("멈추", "멈춰"),
                Verb("하", "해"),
            ),
            rng,
        )
        return plain(
            "clarify",
            f"{expand('(그거*4|저거*2|이거*2|걔|아까 그거|그것 좀|거시기|그거 있잖아|그 뭐냐 그거|저것|그것|뭐더라 그거|저기 그거|그거 좀)', rng)} {verb}",
        )
    if shape < 0.7:
        verb = request(
            (
                Verb("켜", "켜"),
                Verb("끄", "꺼"),
                Verb("틀", "틀어"),
                Verb("올리", "올려"),
                Verb("내리", "내려"),
                Verb("바꾸", "바꿔"),
                Verb("맞추", "맞춰"),
                Verb("조절하", "조절해"),
                Verb("설정하", "설정해"),
            ),
            rng,
        )
        return plain("clarify", f"{rng.choice(('', '', '좀 ', '빨리 ', '다시 ', '하나만 '))}{verb}")
    text = expand(
        "((다른 걸로|딴 걸로|다르게|새로운 걸로) (바꿔 줘|해 줘|해 봐)|(모드|색|색깔|온도|설정|채널|상태) [좀] (바꿔 줘|변경해 줘|조절해 줘|바꿔)|하나만 (켜 줘|꺼 줘|골라 줘)|"
        "(아무거나|뭐라도) 해 줘|그렇게 해 줘|똑같이 해 줘|(타이머|알람) (맞춰 줘|설정해 줘|걸어 줘)|{area} 좀 (어떻게 해 줘|해 줘|바꿔 줘)|{area} 거 (해 줘|바꿔 줘)|"
        "(습도|온도|밝기) (맞춰 줘|조절해 줘)|평소처럼 해 줘|좋게 해 줘|알아서 해 줘|다 해 줘|목록에 추가해 줘|알려 줘|그 방 거)",
        rng,
    )
    return plain("clarify", text)


# --- chat -----------------------------------------------------------------------------------------

_WHO = "(엄마가*3|아빠가*3|동생이|할머니가*2|친구가*2|의사가|선생님이|우리 애가|남편이|아내가|와이프가|언니가|형이|누나가|관리사무소에서|옆집 아저씨가|사장님이|삼촌이|이모가|애들이|{name}~이)"
_SAID = "(라고 했어*3|라고 하셨어*2|라고 하던데|라고 그러더라|라고 말했어|랬어*2|래|라더라|라고 하시더라|라고 했는데|라고 하네|라길래|란다|라고 했대)"
_KNOWLEDGE = (
    "((불|조명|LED|전구|형광등)(~은|~이|) (누가 발명했어|어떻게 작동해|수명이 얼마나 돼|왜 뜨거워|전기 얼마나 먹어|언제 처음 나왔어)|"
    "(에어컨|보일러|제습기|가습기|공기청정기|로봇청소기|세탁기|냉장고|선풍기|인덕션|건조기|식기세척기) (추천해 줘|살까 말까|어디서 사|얼마야|어느 브랜드가 좋아|어떻게 청소해|전기 많이 먹어|언제 샀지|고장 나면 어디에 전화해|필터 언제 갈아|원리가 뭐야|발명한 사람 누구야|중고로 팔면 얼마야|수리비 얼마나 나와|설치비 얼마야|역사가 어떻게 돼)|"
    "(겨울|여름|장마철|환절기)(에|에는) (적정 (온도|습도)가 (몇 도야|얼마야)|에어컨 (몇 도가|온도 몇 도로 하는 게) 좋아|뭐 먹으면 좋아|왜 이렇게 건조해)|"
    "(대한민국|미국|프랑스|일본|중국|호주|캐나다|영국|독일|이집트) (수도(~이|~은|) 어디야|인구(~이|~은|) 몇 명이야|면적 얼마나 돼|대통령 누구야|국기 어떻게 생겼어|언어 뭐 써)|"
    "(세종대왕|이순신|아인슈타인|나폴레옹|뉴턴|베토벤|셰익스피어|유관순) (누구야|언제 태어났어|뭐 한 사람이야|언제 죽었어|업적 알려 줘)|"
    "(김치찌개|된장찌개|잡채|불고기|카레|파스타|수육|계란찜|미역국|떡볶이) (어떻게 만들어|레시피 알려 줘|만드는 법|몇 분 끓여야 돼|맛있게 끓이는 법|칼로리 얼마야)|"
    "(달|태양|화성|지구|목성|별)(까지 거리가|의 크기가|의 나이가) (얼마야|어떻게 돼|얼마나 멀어))"
)
_CITY = "(서울|부산|제주|대구|인천|광주|대전|뉴욕|도쿄|파리|런던|베이징|하와이|시드니|방콕|로마|강릉|속초|LA|싱가포르|밴쿠버|오사카|춘천|울산|여수)"
_SMALL_TALK = (
    "(안녕*3|안녕하세요*2|고마워*3|고맙습니다|사랑해|심심해*2|나 왔어*2|다녀왔습니다|잘 잤어|잘 자|너 누구야*2|이름이 뭐야|몇 살이야|기분 어때|뭐 해|농담해 줘*2|재밌는 얘기 해 줘*2|노래 불러 줘|"
    "오늘 힘들었어*2|배고파*2|졸려|피곤하다*2|보고 싶다|우울해|너 참 똑똑하다|바보|미안해|축하해 줘|끝말잇기 하자|퀴즈 내 줘|옛날이야기 해 줘|칭찬해 줘|오늘 저녁 뭐 먹지*2|점심 메뉴 추천해 줘|"
    "나 살쪘지|내 생일 언제게|오늘 운세 알려 줘|로또 번호 추천해 줘|취미가 뭐야|좋아하는 음식이 뭐야|너는 꿈이 뭐야|나 오늘 칭찬받았어|주말에 뭐 하지|어제 잠을 못 잤어|시험 망했어|회사 가기 싫다|"
    "휴가 가고 싶다|나 결혼해|강아지가 아파|친구랑 싸웠어|살 빼야 되는데|영어 공부 도와줘|숙제 도와줘|시 하나 지어 줘|MBTI가 뭐야|사투리 해 봐|잘 있었어|오랜만이야|대박|헐|진짜?|그렇구나|응|그래|알았어|좋아|글쎄|재밌다|하하하|음 그렇군|아 그래?)"
)
_ERRANDS = (
    "((엄마|아빠|지수|민수|김 대리|남편|친구|할머니|사장님|여보)(한테|에게) (전화해*3|전화 걸어*2|문자 보내*3|카톡 보내*2|메일 보내*2|영상통화 걸어|연락해) (줘*4|줄래|주세요|)|"
    "(택시|대리|콜택시|카카오택시) (불러*3|잡아) (줘|줄래|주세요)|(치킨|피자|짜장면|족발|햄버거|초밥|커피|떡볶이) (시켜*3|주문해*3|배달시켜) (줘|줄래|주세요|먹자)|"
    "(비행기표|기차표|호텔|식당|영화표|병원|미용실|KTX) (예매해|예약해*2|알아봐|찾아봐) (줘|줄래|주세요)|(오늘|최신|스포츠|경제|정치) 뉴스 (알려 줘*2|요약해 줘|읽어 줘)|"
    "((삼성전자|애플|테슬라|카카오) 주가|비트코인 시세|코스피|환율|금값) (얼마야|알려 줘|어때|올랐어)|(여기서|집에서|회사까지|강남역까지) (얼마나 걸려|가는 길 알려 줘|차 막혀|어떻게 가)|"
    "(오늘|내일|이번 주) (일정|스케줄|약속|회의) (알려 줘|있어|추가해 줘|뭐야|몇 시야)|(메일|이메일|카톡|문자) (온 거 있어|확인해 줘|읽어 줘|왔어)|(유로|달러|엔화) 환율 (얼마야|알려 줘)|"
    "가까운 (편의점|약국|병원|주유소|마트|카페) (어디야|찾아 줘|알려 줘)|(어제|오늘) (야구|축구|농구) (경기 결과|누가 이겼어|몇 대 몇이야)|(페이스북|인스타|트위터)에 (글 올려|사진 올려) 줘)"
)
_ABROAD = f"({_CITY} (날씨*3|기온|미세먼지) (어때*3|알려 줘*2|몇 도야|좀 알려 줘|어떨까)|{_CITY}(~은|) 지금 (몇 시야|비 와|더워|추워|몇 도야)|{_CITY}에 (비 와|눈 와|비 온대|지진 났어))"
_WORDS = (
    "((불 꺼|문 열어|창문 닫아|사랑해|조명|냉장고|청소기|안녕|온도|에어컨 켜)(~이|~은|~을|) (영어로|일본어로|중국어로|스페인어로|프랑스어로) (뭐야*3|뭐라고 해*2|어떻게 말해|번역해 줘*2|말해 줘)|"
    "(불을 끄다|문을 닫다|켜다|열다) 뜻이 뭐야|'(불 꺼|문 열어|꺼 줘)'(라는|란) (말|문장) (맞춤법이 맞아|무슨 뜻이야|누가 한 말이야))"
)
_ABOUT_HOME = (
    "((어제|아까|그저께|지난주에|예전에|작년에) {area} (불|에어컨|티비|커튼|보일러)(~을|) (켜|꺼|열어|닫아) (놓고 잤어|놨더라|뒀었어|놓고 나갔지 뭐야)|내가 (아까|방금) (불|티비|에어컨) (껐어|켰어|껐거든|켰거든)|"
    "(불|에어컨|티비|보일러)(~을|) (켜면|끄면|계속 켜 두면|하루 종일 켜면|껐다 켰다 하면) (전기세 얼마나 나올까|어떻게 돼|고장 나|안 좋아|더 비싸)|(만약에|혹시라도) (불이|전기가|에어컨이) (나가면|없으면|고장 나면) 어떡하지|"
    "(새|예쁜) (조명|커튼|티비|소파) (사고 싶다|샀어|어때|골라 줘|추천해 줘)|(에어컨|티비|냉장고|세탁기)(~이|) (고장 났어*2|이상한 소리 나|오래됐지|비싸더라|왜 이래)|(전기세|관리비|가스비) (너무 많이 나왔어|왜 이렇게 많이 나와|아껴야 되는데)|"
    "에어컨 (너무 많이 켜면|오래 켜면) 몸에 안 좋대|불 켜고 자면 (안 좋대|살찐대)|(나는|우리 딸은|아내는) (불 끄고|불 켜고|창문 열고|선풍기 틀고) 자는 게 좋(아|대|더라)|문이 열려 있는 꿈 꿨어|이 (영화|드라마)에서 불이 꺼지는 장면 무섭더라)"
)


_ASKING = ("어", "야", "지", "까", "래", "와", "려", "커", "해")


def chat(rng: random.Random) -> Template:
    """Compose what is not for the home's things."""
    shape = rng.random()
    if shape < 0.17:
        return plain("chat", _reported(rng), tags=("reported",))
    pattern = (
        _KNOWLEDGE
        if shape < 0.36
        else _SMALL_TALK
        if shape < 0.52
        else _ERRANDS
        if shape < 0.7
        else _ABROAD
        if shape < 0.78
        else _WORDS
        if shape < 0.85
        else _ABOUT_HOME
    )
    text = expand(pattern, rng)
    if rng.random() < 0.25 and pattern is not _SMALL_TALK and text.endswith(_ASKING):
        text += "?"
    return plain("chat", text)


def _reported(rng: random.Random) -> str:
    kind = rng.choice(
        ("light", "light", "air_conditioner", "tv", "thermostat", "window", "fan", "lock")
    )
    thing = f"{rng.choice(('', '', '{area} '))}{noun(kind, rng)}"
    stem, said = {"window": ("닫", "닫으"), "lock": ("잠그", "잠그")}.get(
        kind, rng.choice((("끄", "끄"), ("켜", "켜"), ("끄", "끄")))
    )
    who = expand(_WHO, rng)
    shape = rng.random()
    if shape < 0.55:
        return f"{who} {thing}{rng.choice(('', ' 좀', '~을'))} {said}{expand(_SAID, rng)}"
    if shape < 0.8:
        past = {"끄": "껐", "켜": "켰", "닫": "닫았", "잠그": "잠갔"}[stem]
        return f"{who} {expand('[(어제|아까|방금|벌써|또|맨날)]', rng)} {thing} {past}{expand('(대*3|다더라|다고 했어|더라|거든|어|다고 하던데|다고 혼났어)', rng)}"
    return f"{who} {thing} {stem}지 {expand('(말라고 했어*2|말래|말라던데|말라고 하셨어|않았대)', rng)}"


__all__ = ["cancel", "chat", "clarify", "reject", "undo", "wish", "wish_said"]
