"""Words for placeholders that are neither names of the home nor numbers.

What is played, said, listed. Composed, so that nano learns to copy what it has never seen. All written for this project.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Literal

from ondol.agent.names import APPS, SOURCES

from .homes import invented

Language = Literal["ko", "en"]

_GENRES: Mapping[Language, Sequence[str]] = {
    "ko": (
        "재즈",
        "클래식",
        "발라드",
        "트로트",
        "힙합",
        "록",
        "동요",
        "자장가",
        "캐럴",
        "팝송",
        "국악",
        "인디 음악",
        "댄스곡",
        "빗소리",
        "백색소음",
        "명상 음악",
        "피아노 연주곡",
        "뉴스",
        "라디오",
        "영어 팟캐스트",
        "다큐멘터리",
        "드라마",
        "예능",
        "야구 중계",
        "공포 영화",
        "애니메이션",
        "최신 가요",
        "칠십년대 가요",
        "운동할 때 듣는 노래",
        "신나는 노래",
        "잔잔한 음악",
    ),
    "en": (
        "jazz",
        "classical music",
        "pop",
        "hip hop",
        "rock",
        "lullabies",
        "country",
        "lo-fi beats",
        "rain sounds",
        "white noise",
        "the news",
        "a podcast",
        "folk music",
        "bossa nova",
        "piano music",
        "eighties hits",
        "christmas songs",
        "a documentary",
        "cartoons",
        "a horror movie",
        "workout music",
        "something relaxing",
        "an audiobook",
        "sea shanties",
        "reggae",
        "party music",
        "my favourites",
    ),
}
_ARTISTS: Mapping[Language, Sequence[str]] = {
    "ko": (
        "김가람",
        "하늘소리",
        "서울역",
        "푸른밤",
        "이도현",
        "박나래솔",
        "별빛악단",
        "소년들",
        "은하수",
        "임한결",
        "블루문",
        "더 웨이브즈",
    ),
    "en": (
        "the paper kites band",
        "Marlow",
        "Silver Harbour",
        "Anna Reed",
        "The Northern Lines",
        "DJ Pascal",
        "Mozart",
        "Beethoven",
        "Little Foxes",
        "Carla Stone",
        "River and Sons",
    ),
}
_WORKS: Mapping[Language, Sequence[Sequence[str]]] = {
    "ko": (
        (
            "사랑",
            "봄날",
            "밤",
            "바다",
            "그대",
            "별",
            "우리",
            "비밀의",
            "푸른",
            "마지막",
            "오래된",
            "하얀",
            "여름",
        ),
        (
            "이야기",
            "노래",
            "정원",
            "편지",
            "기차",
            "숲",
            "약속",
            "하루",
            "전쟁",
            "탐정",
            "식당",
            "계절",
        ),
    ),
    "en": (
        (
            "midnight",
            "golden",
            "broken",
            "the last",
            "summer",
            "blue",
            "silent",
            "dancing",
            "seven",
            "under the",
            "into the",
            "lost",
        ),
        (
            "river",
            "letters",
            "garden",
            "train",
            "stars",
            "kingdom",
            "road",
            "winter",
            "detective",
            "promise",
            "city",
            "rain",
        ),
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
            if rng.random() < 0.4:
                return rng.choice(_ORDERS[language])
            subjects, endings = _MESSAGES[language]
            return f"{rng.choice(subjects)} {rng.choice(endings)}"
        case "timer":
            return rng.choice(_TIMERS[language]) if rng.random() < 0.85 else invented(rng, language)
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
    shape = rng.random()
    if shape < 0.35:
        return rng.choice(_GENRES[language])
    if shape < 0.55:
        return rng.choice(_ARTISTS[language])
    if shape < 0.65:
        return invented(rng, language)
    first, second = _WORKS[language]
    work = f"{rng.choice(first)} {rng.choice(second)}"
    if shape < 0.88:
        return work
    artist = rng.choice(_ARTISTS[language])
    return f"{artist}의 {work}" if language == "ko" else f"{work} by {artist}"


def _item(rng: random.Random, language: Language) -> str:
    item = rng.choice(_ITEMS[language])
    shape = rng.random()
    if shape < 0.12:
        count = rng.randint(2, 6)
        return f"{item} {count}개" if language == "ko" else f"{count} {item}"
    if shape < 0.2:
        return invented(rng, language)
    return item


__all__ = ["SOURCES", "word"]
