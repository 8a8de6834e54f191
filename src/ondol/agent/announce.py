"""What the home says of its own accord: a timer that ended, a message, a notice."""

from ondol.home.home import Timer
from ondol.home.notice import Announced

from .reply import Language, duration_text
from .wording import pick


def announcement(event: Announced, language: Language) -> str:
    """Return what people hear.

    >>> from datetime import UTC, datetime
    >>> announcement(Announced(message="밥 먹자", at=datetime(2026, 3, 2, tzinfo=UTC)), "ko")
    '밥 먹자'
    """
    if event.message:
        return event.message
    if event.timer is None:
        return pick(
            ("알려 달라고 하신 때가 됐어요.", "This is what you asked to be told."), language
        )
    name = _name(event.timer, language)
    ended = pick((f"{name}가 끝났어요.", f"{name} is over."), language)
    if not event.overdue_s:
        return ended
    late = duration_text(event.overdue_s, language)
    return pick((f"{name}가 {late} 전에 끝났어요.", f"{name} was over {late} ago."), language)


def _name(timer: Timer, language: Language) -> str:
    what = timer.name or duration_text(timer.length_s, language)
    return pick((f"{what} 타이머", f"The {what} timer"), language)
