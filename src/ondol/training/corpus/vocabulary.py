"""Words for placeholders that are neither names of the home nor numbers.

What is played, said, listed. Composed, so that nano learns to copy what it has never seen. All written for this project.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Literal

from ondol.agent.names import APPS, SOURCES

from .homes import invented

Language = Literal["ko", "en"]


def _split(text: str) -> tuple[str, ...]:
    """Return the comma-separated phrases of a table."""
    return tuple(part.strip() for part in text.split(","))


_GENRES: Mapping[Language, Sequence[str]] = {
    "ko": _split(
        "재즈, 클래식, 발라드, 트로트, 힙합, 록, 동요, 자장가, 캐럴, 팝송, 국악, 인디 음악, 댄스곡, 빗소리, 백색소음, 명상 음악, "
        "피아노 연주곡, 뉴스, 라디오, 영어 팟캐스트, 다큐멘터리, 드라마, 예능, 야구 중계, 공포 영화, 애니메이션, 최신 가요, "
        "칠십년대 가요, 운동할 때 듣는 노래, 신나는 노래, 잔잔한 음악, 소울, 알앤비, 케이팝, 제이팝, 헤비메탈, 블루스, 보사노바, 오페라, "
        "뮤지컬 넘버, 가곡, 판소리, 민요, 포크송, 댄스 음악, 전자 음악, 로파이, 카페 음악, 태교 음악, 집중 잘 되는 음악, 자연의 소리, 파도 소리, "
        "장작 타는 소리, 추억의 노래, 추석 특집, 축구 하이라이트, 요리 프로그램, 여행 다큐, 코미디 영화, 로맨스 영화, 액션 영화, 어린이 만화, "
        "영어 동화, 아침 방송, 교통 방송, 클래식 라디오, 시사 팟캐스트, 역사 강의, 요가 영상, 스트레칭 영상, 재즈 피아노, 어쿠스틱 기타"
    ),
    "en": _split(
        "jazz, classical music, pop, hip hop, rock, lullabies, country, lo-fi beats, rain sounds, white noise, the news, a podcast, "
        "folk music, bossa nova, piano music, eighties hits, christmas songs, a documentary, cartoons, a horror movie, workout music, "
        "something relaxing, an audiobook, sea shanties, reggae, party music, my favourites, soft jazz, smooth soul, hard rock, punk, "
        "heavy metal, indie folk, r and b, blues, opera, show tunes, gospel, techno, house music, drum and bass, ambient, k-pop, "
        "salsa, flamenco, ska, grunge, film scores, nature sounds, ocean waves, meditation music, dinner music, nineties dance, "
        "sixties soul, old school rap, acoustic covers, cello suites, string quartets, morning radio, talk radio, sports radio, "
        "the football highlights, a romantic comedy, a cooking show, stand up comedy, kids songs, bedtime stories, a science podcast, "
        "true crime, the latest episode, my workout playlist, road trip songs, focus music, yoga music, baroque music"
    ),
}
_GIVEN: Mapping[Language, Sequence[str]] = {
    "ko": _split(
        "가람, 다온, 하늘, 보라, 슬기, 은별, 시우, 도현, 나래, 한결, 서윤, 지후, 태린, 주원, 소율, 민서, 채아, 건우, 유진, 라희, "
        "수빈, 정민, 해솔, 예준, 승아, 동혁, 미래, 재희, 연우, 세린, 기범, 솔, 현, 빈, 린, 준"
    ),
    "en": _split(
        "anna, carla, marlow, pascal, nina, oscar, ruth, leon, hazel, felix, iris, hugo, clara, amos, vera, otis, lena, silas, maya, "
        "theo, edith, rufus, paula, dexter, tessa, boris, frida, jonas, della, marcus, ingrid, wade, rosa, eddie, lana, duke, kim, lou"
    ),
}
_FAMILY: Mapping[Language, Sequence[str]] = {
    "ko": _split(
        "김, 이, 박, 최, 정, 강, 조, 윤, 장, 임, 한, 오, 서, 신, 권, 황, 안, 송, 전, 홍, 남궁, 선우"
    ),
    "en": _split(
        "reed, stone, harbour, fox, marsh, bell, winters, hale, brook, cross, vance, lark, holloway, grey, pike, rivers, castle, "
        "moon, barlow, finch, quinn, rhodes, sharp, tate, underwood, vale, west, york, ash, birch, cole, drake, frost, gale, hart"
    ),
}
_ADJECTIVES: Mapping[Language, Sequence[str]] = {
    "ko": _split(
        "푸른, 마지막, 오래된, 하얀, 비밀의, 조용한, 낯선, 눈부신, 잃어버린, 달콤한, 늦은, 차가운, 뜨거운, 작은, 위대한, 이상한, 슬픈, 행복한, "
        "어두운, 먼, 첫, 두 번째, 검은, 붉은, 은빛, 영원한, 아름다운, 용감한, 게으른, 투명한, 나의, 너의, 우리들의, 그해, 어느"
    ),
    "en": _split(
        "midnight, golden, broken, the last, summer, blue, silent, dancing, seven, lost, crimson, electric, the great, little, "
        "wild, paper, distant, hollow, burning, frozen, secret, ordinary, perfect, crooked, silver, endless, sleeping, stranger, "
        "good, bad, sweet, black, white, green, my, no, one hundred, two, big, old, new, dead, happy, lonely, velvet, royal"
    ),
}
_NOUNS: Mapping[Language, Sequence[str]] = {
    "ko": _split(
        "이야기, 노래, 정원, 편지, 기차, 숲, 약속, 하루, 전쟁, 탐정, 식당, 계절, 사랑, 봄날, 밤, 바다, 그대, 별, 우리, 여름, 겨울, 바람, 구름, "
        "왕국, 도시, 골목, 우주, 사냥꾼, 마녀, 요리사, 의사, 형제, 자매, 섬, 강, 기억, 시간, 거짓말, 열차, 게임, 여행, 꿈, 달, 태양, 고양이, 늑대, "
        "나비, 장미, 그림자, 거울, 다리, 문, 천사, 괴물, 소년, 소녀, 청춘, 인생, 이별, 첫사랑, 비, 눈꽃, 파도, 지구, 학교, 병원, 법정, 수사대, 일기, "
        "레시피, 산책, 아침, 새벽, 오후, 커피, 편의점, 택시, 비행기, 춤, 심장, 눈물, 미소"
    ),
    "en": _split(
        "river, letters, garden, train, stars, kingdom, road, winter, detective, promise, city, rain, heart, thunder, mountain, "
        "ocean, machine, dreams, fire, ghost, hunter, island, knights, lady, mirror, moonlight, orchard, pirates, queen, queens, "
        "school, shadows, sky, soldier, storm, strangers, sunday, throne, time, tower, valley, village, voices, wolves, yesterday, "
        "angels, bones, bridge, candle, crown, diamonds, dust, echo, fields, glass, gravity, highway, honey, jungle, ladder, "
        "lights, love, monsters, morning, nation, paradise, planet, rebels, roses, serpent, sisters, spiders, streets, tango, "
        "waterfall, whales, wonder, zebra, rhapsody, serenade, anatomy, office, crash, blues, chronicles, dynasty, empire"
    ),
}
_VERBS: Mapping[Language, Sequence[str]] = {
    "ko": _split(
        "잊지 마, 돌아와 줘, 사랑해, 기다릴게, 보고 싶다, 괜찮아, 미안해, 가지 마, 춤을 춰, 말해 줘, 함께라면, 안녕"
    ),
    "en": _split(
        "let it shine, don't look back, say my name twice, run away with me, hold on, come home soon, dance till dawn, "
        "stay a while, break the chains, forget me not, watch me fall, take the wheel, wake me up later, ride with the wind"
    ),
}
_BANDS: Mapping[Language, Sequence[str]] = {
    "ko": _split(
        "하늘소리, 서울역, 푸른밤, 별빛악단, 소년들, 은하수, 블루문, 더 웨이브즈, 장미상회, 노을밴드, 새벽기차, 골목대장, 나무늘보, 레몬트리, 삼색고양이, "
        "자전거여행, 낙타와 별, 스윗나잇, 러브레터, 문라이트, 키위주스"
    ),
    "en": _split(
        "the paper kites band, silver harbour, the northern lines, little foxes, river and sons, mozart, beethoven, bach, chopin, "
        "the velvet owls, static parade, four winds, the tin soldiers, glass animals club, neon tigers, dj pascal, mc quartz, "
        "the lost weekenders, black sand, hundred rivers, the sunday papers, ay zee, ebb and flow, x y z"
    ),
}
_ITEMS: Mapping[Language, Sequence[str]] = {
    "ko": (
        "우유",
        "계란",
        "두부",
        "양파",
        "대파",
        "감자",
        "쌀",
        "김치",
        "휴지",
        "세제",
        "치약",
        "라면",
        "사과",
        "바나나",
        "고등어",
        "삼겹살",
        "닭가슴살",
        "콩나물",
        "요구르트",
        "식빵",
        "고추장",
        "된장",
        "참기름",
        "물티슈",
        "건전지",
        "기저귀",
        "분유",
        "강아지 사료",
        "고양이 모래",
        "병원 예약하기",
        "세금 내기",
        "택배 보내기",
        "엄마한테 전화하기",
        "도서관 책 반납",
        "운동화 빨기",
        "차 수리 맡기기",
        "화분 물 주기",
        "빨래 널기",
        "빨래 개기",
        "설거지하기",
        "쓰레기 버리기",
        "분리수거하기",
        "강아지 산책시키기",
        "세탁소 들르기",
        "은행 가기",
        "방 청소하기",
        "이불 빨래",
        "생일 선물 사기",
        "쓰레기봉투",
        "샴푸",
        "키친타월",
        "올리브유",
        "파스타 면",
    ),
    "en": (
        "milk",
        "eggs",
        "bread",
        "butter",
        "oat milk",
        "bananas",
        "apples",
        "rice",
        "olive oil",
        "coffee beans",
        "toilet paper",
        "dish soap",
        "toothpaste",
        "batteries",
        "bin bags",
        "chicken breast",
        "salmon",
        "spinach",
        "tomatoes",
        "cheddar cheese",
        "yoghurt",
        "cat litter",
        "dog food",
        "nappies",
        "call the dentist",
        "pay the rent",
        "book the car in",
        "water the plants",
        "return the library books",
        "pick up the parcel",
        "renew my passport",
        "clean the gutters",
        "dishwasher tablets",
        "light bulbs",
        "birthday card for nan",
        "peanut butter",
        "washing powder",
        "paper towels",
    ),
}
_MESSAGES: Mapping[Language, Sequence[Sequence[str]]] = {
    "ko": (
        (
            "저녁",
            "밥",
            "간식",
            "택배",
            "할머니",
            "손님",
            "아빠",
            "버스",
            "숙제",
            "빨래",
            "강아지",
            "엄마",
        ),
        (
            "다 됐어",
            "왔어",
            "먹으러 와",
            "준비됐어",
            "도착했어",
            "하러 가자",
            "챙겨",
            "나와",
            "기다려",
            "끝났어",
            "데리러 가",
        ),
    ),
    "en": (
        (
            "dinner",
            "the taxi",
            "grandma",
            "the delivery",
            "everyone",
            "the bus",
            "breakfast",
            "your homework",
            "the cake",
            "the dog",
        ),
        (
            "is ready",
            "is here",
            "is on the way",
            "is waiting",
            "needs to be done",
            "is leaving in five minutes",
            "is outside",
            "has arrived",
            "is finished",
            "should come downstairs",
        ),
    ),
}
_ORDERS: Mapping[Language, Sequence[str]] = {
    "ko": (
        "일어나",
        "약 먹어",
        "밥 먹어",
        "숙제해",
        "내려와",
        "조용히 해",
        "빨리 나와",
        "양치해",
        "물 마셔",
        "불 끄고 자",
        "회의 시간이야",
        "출발하자",
        "고양이 밥 줘",
        "창문 닫아",
        "쓰레기 버려",
    ),
    "en": (
        "come downstairs",
        "time for bed",
        "brush your teeth",
        "take your medicine",
        "we are leaving",
        "keep it down",
        "feed the cat",
        "lunch",
        "take out the bins",
        "wake up",
        "the meeting starts",
        "put your shoes on",
        "drink some water",
    ),
}
_TIMERS: Mapping[Language, Sequence[str]] = {
    "ko": (
        "파스타",
        "계란",
        "피자",
        "라면",
        "빨래",
        "낮잠",
        "운동",
        "공부",
        "차",
        "오븐",
        "양치",
        "국",
        "쿠키",
        "고기",
        "스트레칭",
    ),
    "en": (
        "pasta",
        "eggs",
        "pizza",
        "laundry",
        "tea",
        "nap",
        "workout",
        "cookies",
        "oven",
        "rice",
        "steak",
        "homework",
        "bread",
        "chicken",
        "meditation",
    ),
}
_SOURCES: Mapping[Language, Sequence[str]] = {
    "ko": ("HDMI 1", "HDMI 2", "HDMI1", "에이치디엠아이 이번", "블루투스", "USB", "HDMI"),
    "en": ("HDMI 1", "HDMI 2", "hdmi two", "bluetooth", "usb", "aux", "HDMI"),
}


def word(rng: random.Random, language: Language, placeholder: str) -> str:
    """Return a word or phrase for a placeholder.

    Raises:
        KeyError: no such placeholder.
    """
    match placeholder:
        case "query":
            return _query(rng, language)
        case "item":
            return _item(rng, language)
        case "message":
            return _message(rng, language)
        case "errand":
            return _errand(rng, language)
        case "timer":
            return rng.choice(_TIMERS[language]) if rng.random() < 0.75 else _heap(rng, language, 1)
        case "app":
            is_korean = language == "ko"
            names = [name for name in APPS if name.isascii() != is_korean or rng.random() < 0.1]
            return rng.choice(names)
        case "source":
            return rng.choice(_SOURCES[language])
        case "channel":
            return f"{rng.choice((rng.randint(1, 30), rng.randint(1, 999)))}"
        case other:
            raise KeyError(other)


def _query(rng: random.Random, language: Language) -> str:
    """Compose what is to be played; nearly none is met twice, so that copying is learnt."""
    shape = rng.random()
    if shape < 0.16:
        return rng.choice(_GENRES[language])
    if shape < 0.34:
        return _artist(rng, language)
    if shape < 0.56:
        return _work(rng, language)
    if shape < 0.68:
        return _work_of(rng, language)
    if shape < 0.71:
        return _station(rng, language)
    if shape < 0.9:
        return _film(rng, language)
    return _heap(rng, language, rng.choice((1, 1, 2, 2, 2, 3, 3, 4)))


_BORROWED = _split(
    "가, 그, 나, 노, 니, 다, 더, 데, 도, 드, 디, 라, 러, 레, 로, 루, 르, 리, 마, 메, 모, 미, 바, 버, 베, 벤, 보, 브, 블, 비, 사, 샤, 세, 셀, "
    "소, 쇼, 스, 스, 시, 아, 알, 앙, 어, 엔, 엘, 오, 올, 우, 이, 이, 인, 자, 제, 조, 주, 지, 카, 커, 코, 쿠, 크, 클, 키, 타, 터, 테, 토, 투, "
    "트, 트, 티, 파, 퍼, 페, 포, 푸, 프, 피, 하, 헤, 호, 후, 히, 닉, 랜, 랑, 린, 렌, 만, 맨, 벨, 빈, 산, 션, 쉬, 웨, 위, 져, 즈, 캣, 킹, 탄, "
    "턴, 톤, 팅, 팬, 펀, 폴, 핀, 할, 헨, 홀"
)
"""Syllables of which Korean writes foreign names."""
_LATINATE = (
    _split(
        "in, con, re, ex, trans, inter, sub, ad, per, pro, de, dis, omni, ultra, syn, para, e, ob"
    ),
    _split(
        "cept, ject, form, vert, gress, spect, tract, duct, volv, lumin, grav, stell, vat, tan, cred, fus, mort, nov"
    ),
    _split("ion, or, ic, us, a, ity, ation, al, ium, ar, is, ine, ed"),
)


def _film(rng: random.Random, language: Language) -> str:
    """Compose a title of one or two words, as films and series have: borrowed, or run together."""
    if language == "en":
        word = "".join(rng.choice(part) for part in _LATINATE)
        return word if rng.random() < 0.7 else f"{word} {rng.choice(_NOUNS['en'])}"
    if rng.random() < 0.3:
        return rng.choice(_NOUNS["ko"]) + rng.choice(_NOUNS["ko"])
    words = [_borrowed(rng) for _ in range(rng.choice((1, 1, 1, 2)))]
    return " ".join(words)


def _borrowed(rng: random.Random) -> str:
    return "".join(rng.choice(_BORROWED) for _ in range(rng.choice((2, 3, 3, 4, 4, 5))))


def _artist(rng: random.Random, language: Language) -> str:
    shape = rng.random()
    if shape < 0.3:
        return rng.choice(_BANDS[language])
    given, family = rng.choice(_GIVEN[language]), rng.choice(_FAMILY[language])
    if language == "ko":
        return f"{family}{given}" if shape < 0.8 else invented(rng, language)
    if shape < 0.75:
        return f"{given} {family}"
    if shape < 0.85:
        return f"the {rng.choice(_NOUNS['en'])}"
    return rng.choice((given, family, invented(rng, language)))


def _work(rng: random.Random, language: Language) -> str:
    shape = rng.random()
    adjective, noun = rng.choice(_ADJECTIVES[language]), rng.choice(_NOUNS[language])
    other = rng.choice(_NOUNS[language])
    if shape < 0.4:
        return f"{adjective} {noun}"
    if shape < 0.52:
        return noun
    if language == "ko":
        return rng.choice(
            (
                f"{noun}의 {other}",
                f"{noun}과 {other}" if _closed(noun) else f"{noun}와 {other}",
                f"{noun} {other}",
                rng.choice(_VERBS["ko"]),
                f"{adjective} {noun}의 {other}",
                f"{noun}{rng.randint(2, 4)}",
            )
        )
    return rng.choice(
        (
            f"{noun} of {other}",
            f"the {noun} of {other}",
            f"{noun} and {other}",
            f"{noun} {other}",
            f"the {noun}",
            f"{adjective} {noun} {rng.randint(2, 5)}",
            rng.choice(_VERBS["en"]),
            f"{invented(rng, 'en')} {noun}",
            f"{noun} in the {other}",
            f"a {noun} for {rng.choice(_GIVEN['en'])}",
        )
    )


def _work_of(rng: random.Random, language: Language) -> str:
    artist, work = _artist(rng, language), _work(rng, language)
    if language == "ko":
        return rng.choice(
            (
                f"{artist}의 {work}",
                f"{artist} {work}",
                f"{artist} 노래",
                f"{artist} {rng.choice(('신곡', '히트곡', '앨범', '라이브', '메들리'))}",
            )
        )
    return rng.choice(
        (
            f"{work} by {artist}",
            f"{work} by {artist}",
            f"{artist}'s {work}",
            f"{work} from {artist}",
        )
    )


def _station(rng: random.Random, language: Language) -> str:
    whole, tenth = rng.randint(87, 108), rng.randint(0, 9)
    if language == "ko":
        return rng.choice(
            (
                f"{whole}.{tenth} 에프엠",
                f"{rng.choice(_GIVEN['ko'])} 라디오",
                f"{rng.choice(_NOUNS['ko'])} 에프엠",
                f"FM {whole}.{tenth}",
            )
        )
    name = rng.choice(_NOUNS["en"])
    return rng.choice(
        (
            f"{whole}.{tenth} fm",
            f"radio {name}",
            f"{name} radio",
            f"{name} fm",
            f"b b c radio {rng.randint(1, 6)}",
            f"fm {whole}.{tenth}",
        )
    )


def _heap(rng: random.Random, language: Language, count: int) -> str:
    """Return words that never stood together, some of them never seen."""
    tables = (_NOUNS, _ADJECTIVES, _GIVEN, _NOUNS)
    words = [
        invented(rng, language) if rng.random() < 0.4 else rng.choice(rng.choice(tables)[language])
        for _ in range(count)
    ]
    return " ".join(words)


def _closed(word: str) -> bool:
    """Say whether a Korean word ends in a consonant."""
    return (ord(word[-1]) - ord("가")) % 28 != 0


def _message(rng: random.Random, language: Language) -> str:
    shape = rng.random()
    if shape < 0.35:
        return rng.choice(_ORDERS[language])
    subjects, endings = _MESSAGES[language]
    if shape < 0.8:
        return f"{rng.choice(subjects)} {rng.choice(endings)}"
    if shape < 0.9:
        return f"{_heap(rng, language, rng.choice((1, 2)))} {rng.choice(endings)}"
    return _heap(rng, language, rng.choice((2, 3, 4)))


_DOINGS: Mapping[Language, Sequence[str]] = {
    "ko": _split(
        "약 먹으, 쓰레기 버리, 빨래 널, 빨래 걷으, 가스 확인하, 설거지하, 숙제하, 운동하, 물 마시, 우산 챙기, 택배 받으, 화분에 물 주, "
        "강아지 밥 주, 고양이 밥 주, 전화하, 회의 들어가, 아이 데리러 가, 병원 가, 은행 가, 세탁소 들르, 이불 개, 창문 닫으, 밥 안치, "
        "국 데우, 반찬 꺼내, 고기 해동하, 도시락 싸, 출발하, 버스 타러 가, 분리수거하, 청소하, 이메일 보내, 예약하, 약 바르, 양치하, "
        "스트레칭하, 일어나, 자러 가, 간식 먹으, 오븐 확인하, 불 끄, 문 잠그, 전화 걸, 관리비 내, 세금 내, 책 반납하, 차 빼, 주유하, 장 보"
    ),
    "en": _split(
        "call mom, call dad, call the dentist, call the bank, take out the trash, take the bins out, water the plants, feed the dog, feed the cat, "
        "walk the dog, pick up the kids, take my pills, take my medicine, take the medication, check the oven, check the laundry, move the laundry, "
        "drink some water, stand up and stretch, leave for work, leave for the airport, pay the rent, pay the electricity bill, buy flowers, "
        "do my homework, go to the gym, go to bed, get ready, charge my phone, charge the car, defrost the chicken, take the cake out, turn the roast, "
        "send the email, book a table, return the library books, practice piano, meditate, brush my teeth, pack my lunch, start dinner, put the bread in, "
        "join the meeting, mail the letter, change the filter, clean the fridge, let the dog out, bring in the washing, lock the shed, iron a shirt"
    ),
}
_DEEDS: Mapping[Language, Sequence[str]] = {
    "ko": _split(
        "사, 사러 가, 챙기, 꺼내, 치우, 찾으러 가, 주문하, 보내, 확인하, 가져가, 고치, 돌려주, 닦으"
    ),
    "en": _split(
        "buy, pick up, order, get, wash, return, find, fix, bring, check on, finish, put away, ask about, look for"
    ),
}


def _errand(rng: random.Random, language: Language) -> str:
    """Return what somebody is to be told to do, as it stands behind "remind me to": 약 먹으라고."""
    if rng.random() < 0.6:
        doing = rng.choice(_DOINGS[language])
    else:
        what = rng.choice(_ITEMS[language]) if rng.random() < 0.6 else _heap(rng, language, 1)
        deed = rng.choice(_DEEDS[language])
        doing = f"{what} {deed}" if language == "ko" else f"{deed} {what}"
    if language == "en":
        return doing
    return f"{doing}라고"


def _item(rng: random.Random, language: Language) -> str:
    item = rng.choice(_ITEMS[language])
    shape = rng.random()
    if shape > 0.9:
        doing = _errand(rng, language)
        if language == "en":
            return doing
        return f"{doing.removesuffix('라고').removesuffix('으')}기"
    if shape < 0.12:
        count = rng.randint(2, 6)
        return f"{item} {count}개" if language == "ko" else f"{count} {item}"
    if shape < 0.3:
        return _heap(rng, language, rng.choice((1, 1, 2)))
    if shape < 0.36:
        return f"{rng.choice(_ADJECTIVES[language])} {item}"
    return item


__all__ = ["SOURCES", "word"]
