"""What the commands say to people, in Korean and English; `--help` is in English."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["ko", "en"]

_WORDS: Mapping[str, tuple[str, str]] = {
    "home": ("집을 읽는 중", "reading the home"),
    "nano": ("모델을 읽는 중", "reading the model"),
    "llama": ("더 큰 모델을 읽는 중", "loading the larger model"),
    "broker": ("브로커에 연결하는 중", "connecting to the broker"),
    "devices": ("기기를 기다리는 중", "waiting for the devices"),
    "up": ("온돌이 켜졌어요.", "Ondol is up."),
    "open": ("이 주소를 여세요. 끄려면 Ctrl-C.", "Open this address; Ctrl-C stops the hub."),
    "lan": (
        "이 네트워크의 누구나 이 주소에 닿을 수 있고, 오가는 내용은 암호화되지 않아요.",
        "Anybody in this network can reach the address, and what is sent is not encrypted.",
    ),
    "lan_secure": (
        "이 네트워크의 누구나 이 주소에 닿을 수 있어요. http로 오가는 내용은 암호화되지 않아요.",
        "Anybody in this network can reach the address. What is sent by http is not encrypted.",
    ),
    "https": (
        "헤드셋에서는 이 주소를 여세요. 암호화돼 있어요.",
        "In a headset, open this address: it is encrypted.",
    ),
    "trust": (
        "처음에는 기기마다 한 번 {url} 에서 인증서를 받아 설치해야 해요. "
        "설치하기 전에 지문이 같은지 확인하세요.",
        "First have each device trust the home's certificate: {url}. "
        "Compare the fingerprint before you do.",
    ),
    "tv_asks": ("온돌이 이 TV에 연결하려고 해요. 허용할까요?", "Ondol wants to connect. Allow it?"),
    "down": ("온돌을 껐어요.", "Ondol is down."),
    "by_model": (
        "언어 모델이 한 말이에요. 집을 보고 한 말이 아니에요.",
        "A language model's words; it has not looked at the home.",
    ),
    "none_waiting": ("확인을 기다리는 일이 없어요.", "Nothing waits for a yes."),
    "confirm": ("확인: ondol confirm {id}", "To say yes: ondol confirm {id}"),
    "confirm_elsewhere": (
        "이 명령이 부탁한 일이라 다른 화면에서 확인해야 해요.",
        "This command asked for it, so another screen must say yes.",
    ),
    "pairing_paired": ("연결됨", "paired"),
    "pairing_asking": ("기기 화면에서 허용해 주세요", "accept it on the device"),
    "pairing_denied": (
        "거절됨. 다시 물으려면: ondol pair 아이디",
        "denied; to ask again: ondol pair ID",
    ),
    "pairing_unreachable": ("연결할 수 없음", "out of reach"),
    "none_asks": ("허락을 묻는 기기가 없어요.", "No device asks for a yes."),
    "offline": ("연결 안 됨", "offline"),
    "id": ("아이디", "id"),
    "name": ("이름", "name"),
    "area": ("공간", "area"),
    "type": ("종류", "type"),
    "state": ("상태", "state"),
    "role": ("역할", "role"),
    "rules": ("규칙", "rules"),
    "until": ("까지", "until"),
    "keys": ("열쇠", "keys"),
    "file": ("파일", "file"),
    "cases": ("문항", "cases"),
    "right": ("정답", "right"),
    "wrong_acts": ("오작동", "wrong acts"),
    "total": ("전체", "total"),
}


def language(environment: Mapping[str, str]) -> Language:
    """Return the language of the terminal, as POSIX says it.

    >>> language({"LANG": "ko_KR.UTF-8"}), language({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"})
    ('ko', 'en')
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return "ko" if environment[variable].casefold().startswith("ko") else "en"
    return "en"


def say(key: str, language: Language, **values: str) -> str:
    """Return what to say; a key that is unknown is said as it is."""
    korean, english = _WORDS.get(key, (key, key))
    return (korean if language == "ko" else english).format(**values)
