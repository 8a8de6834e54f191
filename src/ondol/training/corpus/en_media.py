"""English that asks for music, films, books and stations: what is wanted has names nobody foresaw.

What is wanted is a placeholder, or words made here where its letters or its end matter: titles
with capitals, a station's frequency, a genre that says what it is itself ("jazz station").
"""

import random
from typing import Any

from . import vocabulary
from .compose import Frame, Template, said
from .en_targets import base, one
from .en_words import ask
from .expand import expand
from .surface import english

_HEARD = "(artist*2|album*4|track*5|song*5|playlist*4|podcast*5|audiobook*5|audio book*2|radio station|station*2|band*2|single|tune*2|record|soundtrack|lecture|lesson|symphony|opera|book*2|story|radio show*2|radio program)"
_SEEN = "(movie*8|film*4|tv show*5|TV show*3|show*4|series*3|documentary*2|cartoon|video*2|episode|music video|tv series*2|musical|anime|sitcom|season)"
_PLAY = "(play*22|put on*5|start playing*3|stream*2|start*3|play me*3|play us|queue up*2|throw on|stick on|find and play|blast|shuffle*2|begin|fire up|pull up|crank up|bring up|cue up|loop|repeat|search for and play|look up and play|let me hear*2|let us hear)"
_WATCH = "(watch*5|i want to watch*4|i'd like to watch*3|i would like to watch*2|let's watch*4|can we watch*2|could we watch|show me*2|i feel like watching|i wanna watch*2|we want to watch|time to watch|can i watch|let me watch|i'm going to watch|play*8|put on*4|start*2|stream*2)"
_HEAR = "(i want to hear*5|i want to listen to*5|i'd like to hear*4|i'd like to listen to*3|i would like to hear*3|i would like to listen to*3|i like to listen to|i wanna hear*2|i wanna listen to|i want to hear you play|let's listen to*3|let's hear*3|let me listen to*2|can we hear|can i hear*2|can we listen to|could i hear|i feel like listening to*2|i'm in the mood for*3|i need to hear|we want to hear|we'd like to listen to|time for|how about|listen to*4|i fancy|i could go for|i'd love to hear*2|i'd love to listen to|i am in the mood for)"
_GO_ON = "((resume|continue|keep|carry on|go on) (playing|reading|with) {q}*4|(resume|continue|go on with|carry on with|pick up) [the] (audiobook|book|podcast|story|reading of|episode of) {q}*5|(resume|continue|pick up) {q} [from] where (i|we) (left off|stopped)*2|(read|read me|read us) {q}*3|read [me] the (book|audiobook|story) {q}*2|start reading {q}*2|continue reading {q}*2|resume [(reading|playing)] {q}*2|keep reading {q})"


def media(rng: random.Random) -> Template:
    """Compose playing what is looked up."""
    shape = rng.random()
    if shape < 0.07:
        return _frequency(rng)
    if shape < 0.13:
        return _of_its_kind(rng)
    wanted = _wanted(rng)
    if shape < 0.21:
        text = expand(_GO_ON, rng)
    else:
        is_seen = rng.random() < 0.3
        text = f"{expand(_WATCH if is_seen else _verb(rng), rng)} {_object(rng, is_seen=is_seen)}"
    frame: Frame = {"kind": "media", "query": wanted}
    if rng.random() < 0.3:
        where, frame["target"] = player(rng)
        text = f"{text}{where}"
    text = ask(text, rng).replace("{q}", wanted)
    if not wanted.startswith("{") and text.casefold().count(wanted.casefold()) > 1:
        return media(rng)
    return said(text, [frame])


def _verb(rng: random.Random) -> str:
    return _PLAY if rng.random() < 0.68 else _HEAR


def _object(rng: random.Random, *, is_seen: bool) -> str:
    """Return what is played; {q} is what it is called."""
    kind = expand(_SEEN if is_seen else _HEARD, rng)
    shape = rng.random()
    if shape < 0.42:
        return "{q}"
    if shape < 0.5 and not is_seen:
        return rng.choice(("some {q}", "some {q}", "some {q}", "a little {q}", "a bit of {q}", "some good {q}"))  # fmt: skip
    if shape < 0.8:
        return expand(
            f"({kind} {{q}}*5|the {kind} {{q}}*4|{{q}} {kind}*4|the {{q}} {kind}*4|my {{q}} {kind}*2|a {kind} called {{q}}*2|the {kind} (called*2|named|titled) {{q}}|that {{q}} {kind}|our {{q}} {kind}|that {kind} {{q}})",
            rng,
        )
    if is_seen:
        return expand("([the] (latest|newest|next|first|last|new) episode of {q}*4|an episode of {q}*2|the trailer (of|for) {q}|the (rest|end|beginning) of {q})", rng)  # fmt: skip
    return expand(
        "((music|songs) (by|from) {q}*6|something (by|from) {q}*3|anything by {q}*2|a song by {q}*3|some (songs|music) (by|from) {q}*3|the (latest|new|newest) (album|song|single) (by|from|of) {q}*3|the best of {q}|{q} (music|songs)*4|some {q} (music|songs|tunes)*3|the (latest|newest|next) episode of {q}*2|the soundtrack (of|to|from) {q}|{q} radio|chapter one of {q}|more {q}|the song that goes {q}|music like {q}|the album with {q} on it)",
        rng,
    )


def _wanted(rng: random.Random) -> str:
    """Return what is wanted: a placeholder, or a title as it is printed."""
    if rng.random() < 0.62:
        return "{query}"
    words = vocabulary.word(rng, "en", "query").split()
    small = {"of", "the", "and", "by", "in", "a", "for", "from"}
    is_shouted = rng.random() < 0.04
    return " ".join(
        word.upper()
        if is_shouted
        else word
        if number and word in small
        else word[:1].upper() + word[1:]
        for number, word in enumerate(words)
    )


_GENRE = "(jazz*3|rock*3|country*3|pop*3|news*2|sports*2|talk*2|hip hop|rap|soul|blues|folk|metal|dance|oldies|gospel|reggae|latin|techno|eighties|nineties|christmas|classical|indie|funk|disco|punk|salsa|local|party*2|workout*2|sleep*2|kids*2|summer|study|dinner|road trip|love|sad|happy|relaxing*2|upbeat|meditation|spa|piano|guitar|romantic|chill*2|morning|children's)"


def _of_its_kind(rng: random.Random) -> Template:
    """Compose what is no title: a kind of music, the radio."""
    genre = expand(_GENRE, rng)
    wanted, text = rng.choice(
        (
            (f"{genre} station", f"a {genre} station"),
            (f"{genre} station", f"the {genre} station"),
            (f"{genre} songs", f"{genre} songs"),
            (f"{genre} songs", f"some {genre} songs"),
            (f"{genre} playlist", f"a {genre} playlist"),
            (f"{genre} radio", f"{genre} radio"),
            (genre, f"{genre} music"),
            (genre, f"some {genre} music"),
            ("radio", "the radio"),
            ("radio", "radio"),
            ("radio", "the radio"),
            (f"{genre} podcast", f"a {genre} podcast"),
            ("music", "music"),
            ("music", "some music"),
        )
    )
    verb = expand(_verb(rng), rng)
    if wanted in {"radio", "music"}:
        verb = rng.choice(("play", "start", "put on", "i want to listen to", "i'd like to hear", "play me", "start playing"))  # fmt: skip
    frame: Frame = {"kind": "media", "query": wanted}
    text = f"{verb} {text}"
    if rng.random() < 0.25:
        where, frame["target"] = player(rng)
        text = f"{text}{where}"
    return said(ask(text, rng), [frame])


def _frequency(rng: random.Random) -> Template:
    """Compose a radio station by its frequency or number, in figures or words."""
    whole, tenth = rng.randint(87, 108), rng.randint(0, 9)
    spoken = english(whole) if whole < 100 else f"one {rng.choice(('oh', 'hundred'))} {english(whole - 100)}" if whole > 100 else "one hundred"  # fmt: skip
    number = rng.choice(
        (
            f"{whole}.{tenth}",
            f"{whole}.{tenth}",
            f"{spoken} point {english(tenth)}",
            f"{spoken} point {english(tenth)}",
            f"{whole} point {tenth}",
        )
    )
    band = rng.choice((" fm", " fm", " FM", " f. m.", " f m", "fm", ""))
    wanted = f"{number}{band}"
    if rng.random() < 0.15:
        wanted = rng.choice((f"fm {number}", f"radio {english(rng.randint(1, 6))}", f"bbc radio {rng.randint(1, 6)}", f"am {rng.randint(5, 16)}{rng.randint(0, 9)}0"))  # fmt: skip
    text = expand(
        "(play*8|put on*3|tune (in to*2|to)*3|turn on|listen to*2|i want to (hear|listen to)|switch on|start|find|go to|radio station|play [me] (the|) (radio station|station|radio)*3|the radio on|tune the radio to*2|start [the] radio [station]*2|let's hear|stream)",
        rng,
    )
    frame: Frame = {"kind": "media", "query": wanted}
    text = f"{text} {wanted}"
    if rng.random() < 0.2:
        where, frame["target"] = player(rng)
        text = f"{text}{where}"
    return said(ask(text, rng), [frame])


def player(rng: random.Random) -> tuple[str, dict[str, Any]]:
    """Return where it shall play: words behind the rest, and a target."""
    kind = rng.choice(("tv", "tv", "speaker", "speaker", "headset"))
    word, shape = one(kind, rng), rng.random()
    on = rng.choice(("on", "on", "on", "on", "through", "over", "via"))
    if shape < 0.3:
        return f" {on} {rng.choice(('the', 'the', 'my', 'our'))} {word}", base(kind)
    if shape < 0.48:
        return rng.choice((f" {on} the {{area}} {word}", f" {on} the {word} in the {{area}}")), {
            **base(kind),
            "area": "{area}",
        }
    if shape < 0.72:
        return rng.choice(
            (f" {on} the {{name}}", f" {on} {{name}}", f" {on} my {{name}}", " using the {name}")
        ), {"type": ["tv", "speaker"], "name": "{name}"}
    if shape < 0.92:
        return rng.choice((" in the {area}", " in the {area}", " in {area}", " in my {area}")), {
            "area": "{area}"
        }
    return expand(
        " (everywhere*2|on all [the] speakers*2|throughout the house|in every room|on every speaker|all over the house|in the whole house|across all speakers)",
        rng,
    ).join((" ", "")), {"type": "speaker", "area": "all"}


__all__ = ["media", "player"]
