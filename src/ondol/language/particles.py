"""Korean particles that depend on the sound before them (National Institute of Korean Language)."""

_DIGIT_FINALS = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
_LETTER_FINALS = {"l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "r": "ㄹ"}
_WORD_FINALS = {"b": "ㅂ", "c": "ㄱ", "k": "ㄱ", "p": "ㅂ", "t": "ㅅ", "g": "ㄱ", "d": "ㄷ"}
_SYMBOL_FINALS = {"%": "", "°": "", "℃": "", "+": "", "&": ""}
_RIEUL = 8  # the final ㄹ among the 28 finals of a Hangul syllable (Unicode 16, section 3.12)


def with_particle(word: str, pair: str) -> str:
    """Return `word` with the fitting one of a pair of particles.

    `pair` has the form after a consonant first: "을/를", "이/가", "은/는", "과/와", "으로/로",
    "이랑/랑", "이야/야".

    >>> with_particle("거실 등", "을/를"), with_particle("TV", "이/가"), with_particle("7", "으로/로")
    ('거실 등을', 'TV가', '7로')
    """
    after_consonant, after_vowel = pair.split("/")
    final = _final(word)
    is_closed = bool(final) and not (final == "ㄹ" and after_consonant == "으로")
    return word + (after_consonant if is_closed else after_vowel)


def _final(word: str) -> str:
    """Return the final consonant of how a word is read, "" after a vowel."""
    for character in reversed(word):
        if "가" <= character <= "힣":
            index = (ord(character) - ord("가")) % 28
            return "" if index == 0 else "ㄹ" if index == _RIEUL else "ㄱ"
        if character in _DIGIT_FINALS or character.isdigit():
            return _DIGIT_FINALS.get(character, "")
        if character in _SYMBOL_FINALS:
            return ""
        lowered = character.casefold()
        if lowered.isascii() and lowered.isalpha():
            is_spelt = word.isupper() and len(word) <= 4
            if lowered in _LETTER_FINALS:
                return _LETTER_FINALS[lowered]
            return "" if is_spelt else _WORD_FINALS.get(lowered, "")
    return ""
