"""What people hear of films: what was started where, what could not be, and which one is meant."""

from ondol.home.home import Home
from ondol.home.plan import Handoff, Play
from ondol.home.result import Asked, Declined, Done, NotDone, Outcome, Shown, TimedOut
from ondol.language.particles import with_particle
from ondol.language.speak import Language, duration, joined

from . import wording
from .deeds import fitted, sentence, title

SAID_TITLES = 4
"""Titles that are said in one breath; the rest is a number."""


def shown(step: Shown, home: Home, language: Language) -> str:
    """Say what came of starting something on a player."""
    said = [_begun(step, home, language) if step.is_playing else _not_begun(step, home, language)]
    if isinstance(step.step, Handoff):
        said.append(_old_place(step, step.step, home, language))
    return " ".join(part for part in said if part)


def _begun(step: Shown, home: Home, language: Language) -> str:
    player, is_handoff = title(step.player, home, language), isinstance(step.step, Handoff)
    if step.app is not None and step.position_s is None:
        return _in_app(player, step.app, step.title, language)
    at = round(step.position_s or 0)
    place = duration(at, language) if is_handoff and at > 0 else ""
    if language == "ko":
        what = f"{with_particle(f'‘{step.title}’', '을/를')} " if step.title else ""
        if not is_handoff:
            return f"{player}에서 {what}틀었어요."
        where = f"{place}부터 " if place else ("처음부터 " if step.position_s is not None else "")
        return f"{player}에서 {what}{where}이어서 틀었어요."
    what = f"“{step.title}”" if step.title else "it"
    if not is_handoff:
        return f"Playing {what} on {player}."
    if place:
        return f"Carrying on with {what} on {player}, {place} in."
    begins = ", from the beginning" if step.position_s is not None else ""
    return f"Carrying on with {what} on {player}{begins}."


def _in_app(player: str, app: str, name: str | None, language: Language) -> str:
    """Say that an app of the player's own goes on, where only the app itself remembers."""
    if language == "ko":
        opened = (
            f"{player}의 {app}에서 {with_particle(f'‘{name}’', '을/를')} 열었어요."
            if name
            else f"{player}에서 {with_particle(app, '을/를')} 열었어요."
        )
        return f"{opened} 어디부터 나올지는 앱이 정해요."
    what = f"“{name}” in {app}" if name else app
    return f"Opened {what} on {player}. The app decides where it goes on."


def _not_begun(step: Shown, home: Home, language: Language) -> str:
    player = title(step.player, home, language)
    failed = next((one for one in step.outcomes if not isinstance(one, Done)), None)
    if failed is None:  # it took the command, and never played
        if language == "ko":
            return f"{player}에 틀어 달라고 했는데, 나오는지 확인하지 못했어요."
        return f"I asked {player} to play it, but I don't see it playing."
    why = wording.FAILURES[_code(failed)]
    if language == "ko":
        return f"{fitted(player, why[0])}. 그래서 틀지 못했어요."
    return sentence(f"{player} {why[1]}, so I couldn't play it")


def _code(outcome: Outcome) -> str:
    match outcome:
        case TimedOut():
            return "timed_out"
        case NotDone(code=code) if code in wording.FAILURES:
            return code
        case _:
            return "refused"


def _old_place(step: Shown, handoff: Handoff, home: Home, language: Language) -> str:
    """Say what is unexpected of where it played before: it was paused, nobody need be told."""
    if handoff.source is None:
        return ""
    source = title(handoff.source, home, language)
    if not step.is_playing:
        if language == "ko":
            return f"{with_particle(source, '은/는')} 그대로 두었어요."
        return sentence(f"{source} was left as it is")
    if all(isinstance(one, Done) for one in step.source_outcomes):
        return ""
    if language == "ko":
        return f"{with_particle(source, '은/는')} 멈추지 못했어요."
    return sentence(f"{source} could not be paused")


def asked(step: Asked, home: Home, language: Language) -> str:
    """Ask which of several is meant."""
    if step.code == "which_title":
        names = [f"‘{one}’" if language == "ko" else f"“{one}”" for one in step.options]
    else:
        names = [title(one, home, language) for one in step.options]
    names, more = names[:SAID_TITLES], len(names) - SAID_TITLES
    if language == "ko":
        said = joined(names, "ko") + (f" 그 밖에 {more}개" if more > 0 else "")
        return {
            "which_title": f"{with_particle(said, '이/가')} 있어요. 어느 걸 틀까요?",
            "which_player": f"{said} 중에 어디에서 틀까요?",
            "which_source": f"{with_particle(said, '이/가')} 나오고 있어요. 어느 걸 이어서 볼까요?",
        }[step.code]
    either = " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    either += f", or one of {more} more" if more > 0 else ""
    return {
        "which_title": f"Which one: {either}?",
        "which_player": f"Where should I play it: {either}?",
        "which_source": f"Which one should go on: {either}?",
    }[step.code]


def declined(step: Declined, home: Home, language: Language) -> str | None:
    """Say why something cannot be played, where the step says more than its code; else None."""
    match step.step, step.code:
        case Play(query=query, app=str(app)), "not_found" | "no_catalogue":
            if language == "ko":
                return f"‘{query}’ 찾기는 {app}에서 직접 해 주세요."
            return f"I can't search in {app}: please choose “{query}” there."
        case Play(query=query), "not_found":
            if language == "ko":
                return f"{with_particle(f'‘{query}’', '을/를')} 찾지 못했어요."
            return f"I can't find “{query}”."
        case Handoff(to=to), "cannot_play":
            return _cannot(title(to, home, language), language)
        case Play(things=(to, *_)), "cannot_play":
            return _cannot(title(to, home, language), language)
        case Handoff(source=str(source)), "unknown_content":
            name = title(source, home, language)
            if language == "ko":
                return f"{name}에서 무엇을 보고 있는지 알 수 없어서 이어서 틀 수 없어요."
            return f"I don't know what is playing on {name}, so it can't go on elsewhere."
        case _:
            return None


def _cannot(player: str, language: Language) -> str:
    if language == "ko":
        return f"{player}에서는 이걸 바로 틀 수 없어요."
    return sentence(f"{player} can't be told to play this")
