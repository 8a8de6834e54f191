"""Titles that nano has never seen, asked for in four ways each: films and series that people know.

The home's own library is no part of it: its titles are read by a rule (`agent.titles`). Right is
one step that plays just this title; done otherwise, what would change the home, a timer or a list.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from ondol.agent.linking import Lexicon, compile_lexicon
from ondol.agent.understanding import Nano, begins
from ondol.apps.hub import load_nano
from ondol.home import homefile
from ondol.home.home import Home
from ondol.home.plan import Plan, Play
from ondol.training.corpus.build import PHRASES

HOMES = Path(__file__).parents[1] / "tests" / "exam"
CORPUS = PHRASES.parent
TITLES: Mapping[str, str] = {
    "ko": "타이타닉, 쉰들러 리스트, 기생충, 올드보이, 살인의 추억, 괴물, 부산행, "
    "신과 함께, 명량, 도둑들, 암살, 택시운전사, 변호인, 극한직업, 베테랑, 국제시장, "
    "왕의 남자, 태극기 휘날리며, 실미도, 건축학개론, 엽기적인 그녀, 써니, 범죄도시, "
    "파묘, 서울의 봄, 헤어질 결심, 아가씨, 설국열차, 옥자, 마더, 오징어 게임, "
    "이상한 변호사 우영우, 도깨비, 미생, 응답하라 1988, 사랑의 불시착, 더 글로리, "
    "킹덤, 스위트홈, 슬기로운 의사생활",
    "en": "Titanic, The Godfather, Inception, Parasite, Casablanca, Jaws, Alien, "
    "Gladiator, Amelie, Her, Frozen, Moana, Coco, Ratatouille, The Matrix, "
    "Fight Club, Pulp Fiction, Forrest Gump, The Lion King, Shrek, Breaking Bad, "
    "Friends, Stranger Things, The Office, Game of Thrones, Black Mirror, The Crown, "
    "Fargo, Chernobyl, Severance",
}
WAYS: Mapping[str, Sequence[str]] = {
    "ko": ("{} 틀어줘", "{} 보고 싶어", "거실 TV에 {} 틀어줘", "{} 재생해"),
    "en": ("play {}", "put on {}", "play {} on the living room tv", "i want to watch {}"),
}
NAMES = {"ko": "seoul-flat", "en": "maple-house"}


def main() -> None:
    """Print the table, and what was taken for something else."""
    nano = load_nano()
    corpus = "\n".join(
        file.read_text(encoding="utf-8").casefold()
        for file in sorted((*CORPUS.glob("*.py"), *PHRASES.glob("*.jsonl")))
    )
    print("| language | titles | requests | right | done otherwise |")
    print("| --- | --- | --- | --- | --- |")
    mistaken: list[str] = []
    for language, listed in TITLES.items():
        titles = [t for t in listed.split(", ") if len(t) < 4 or t.casefold() not in corpus]
        home = homefile.load(HOMES / f"{NAMES[language]}.home.json")
        lexicon = compile_lexicon(home)
        asked = [(title, way.format(title)) for title in titles for way in WAYS[language]]
        found = [_outcome(nano, title, text, home, lexicon) for title, text in asked]
        wrong = [text for (_, text), outcome in zip(asked, found, strict=True) if outcome == "else"]
        mistaken += wrong
        right = found.count("right")
        print(f"| {language} | {len(titles)} | {len(asked)} | {right} | {len(wrong)} |")
    print(f"\nDone otherwise: {', '.join(mistaken)}.")


def _outcome(nano: Nano, title: str, text: str, home: Home, lexicon: Lexicon) -> str:
    answer = nano.understand(text, home=home, lexicon=lexicon).answer
    match answer:
        case Plan(steps=(Play(query=query),)) if _compact(query) == _compact(title):
            return "right"
        case Plan() if begins(answer) and not any(isinstance(s, Play) for s in answer.steps):
            return "else"
        case _:
            return "nothing"


def _compact(text: str) -> str:
    return "".join(text.split()).casefold()


if __name__ == "__main__":
    main()
