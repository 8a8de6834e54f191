"""What the home says of its own accord: a timer that ended, a message, a notice."""

from ondol.home.notice import Announced
from ondol.language.particles import with_particle
from ondol.language.speak import Language, duration, is_quotation

from .reply import timer_name
from .wording import pick


def announcement(event: Announced, language: Language) -> str:
    """Return what people hear.

    >>> from datetime import UTC, datetime
    >>> announcement(Announced(message="밥 먹자", at=datetime(2026, 3, 2, tzinfo=UTC)), "ko")
    '밥 먹자'
    >>> announcement(Announced(message="약 먹으라고", at=datetime(2026, 3, 2, tzinfo=UTC)), "ko")
    '약 먹으라고 하셨어요.'
    """
    if event.message:
        return f"{event.message} 하셨어요." if is_quotation(event.message) else event.message
    if event.timer is None:
        return pick(
            ("알려 달라고 하신 때가 됐어요.", "This is what you asked to be told."), language
        )
    name = timer_name(event.timer, language)
    over = with_particle(name, "이/가")
    if not event.overdue_s:
        return pick((f"{over} 끝났어요.", f"The {name} is done."), language)
    late = duration(event.overdue_s, language)
    return pick((f"{over} {late} 전에 끝났어요.", f"The {name} was done {late} ago."), language)
