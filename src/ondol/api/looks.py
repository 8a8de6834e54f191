"""What a headset says of its wearer's looks, as `agent.looking` takes it."""

from ondol.agent.looking import Candidate, Looks, Span, Word

from .schemas import LooksRequest


def looks_of(asked: LooksRequest | None) -> Looks | None:
    """Return where a speaker looked; None: nobody says."""
    if asked is None:
        return None
    return Looks(
        candidates=tuple(
            Candidate(
                thing=one.thing,
                span=Span(from_ms=one.from_ms, to_ms=one.to_ms),
                angle_deg=one.angle_deg,
            )
            for one in asked.candidates
        ),
        speech=Span(from_ms=asked.speech.from_ms, to_ms=asked.speech.to_ms),
        words=tuple(
            Word(text=one.text, span=Span(from_ms=one.from_ms, to_ms=one.to_ms))
            for one in asked.words
        ),
    )
