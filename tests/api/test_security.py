"""Who may call, and from where."""

import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.api.security import (
    MAX_PEERS,
    MAX_SESSIONS,
    MAX_WRONG,
    SESSION_S,
    WRONG_S,
    Caller,
    Guard,
    Stranger,
    digest,
    hosts,
)
from ondol.home.people import Key, Way

from .world import TOKEN, Seconds

PEER = "192.168.0.7"


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def guard(clock: Seconds) -> Guard:
    return Guard(token=TOKEN, hosts=hosts(["Ondol.local"]), clock=clock)


def opened(guard: Guard) -> str:
    session = guard.open(TOKEN, PEER)
    assert isinstance(session, str)
    return session


def known(guard: Guard, session: str) -> Caller:
    caller = guard.caller(None, session, PEER)
    assert isinstance(caller, Caller)
    return caller


def test_the_token_opens_sessions_that_differ_at_each_login(guard: Guard) -> None:
    first, second = opened(guard), opened(guard)
    assert first != second
    assert known(guard, first).channel != known(guard, second).channel


def test_a_channel_does_not_give_the_session_away(guard: Guard) -> None:
    session = opened(guard)
    assert session not in known(guard, session).channel
    bearer = guard.caller(f"Bearer {TOKEN}", None, PEER)
    assert isinstance(bearer, Caller)
    assert bearer.channel.startswith("token:")
    assert TOKEN not in bearer.channel


@pytest.mark.parametrize(
    ("of_key", "asked", "by_bearer", "by_session"),
    [
        (None, "api", "api", "page"),
        (None, "mcp", "mcp", "mcp"),
        (None, "headset", None, None),
        ("headset", "api", "headset", "headset"),
        ("headset", "page", "headset", "headset"),
        ("headset", "headset", "headset", "headset"),
        ("headset", "mcp", None, None),
        ("mcp", "mcp", "mcp", None),
        ("mcp", "api", None, None),
        ("mcp", "headset", None, None),
    ],
)
def test_a_key_opens_its_own_way_in_and_a_headsets_no_other_as_another(
    clock: Seconds, of_key: Way | None, asked: Way, by_bearer: Way | None, by_session: Way | None
) -> None:
    made = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    key = Key(id="k", person="minji", digest=digest("secret"), made_at=made, way=of_key)
    guard = Guard(
        token=TOKEN,
        hosts=hosts([]),
        clock=clock,
        key=lambda secret: key if secret == key.digest else None,
    )
    session = guard.open("secret", PEER)
    bearer = guard.caller("Bearer secret", None, PEER, asked)
    callers = [(bearer, by_bearer)]
    if isinstance(session, str):
        callers.append((guard.caller(None, session, PEER, asked), by_session))
    for caller, way in callers:
        if way is None:
            assert caller == Stranger("wrong_way")
        else:
            assert isinstance(caller, Caller)
            assert (caller.way, caller.person) == (way, "minji")
            assert caller.headset == ("k" if of_key == "headset" else None)
            assert caller.actor().way == way


def test_the_homes_own_token_is_no_headset(guard: Guard) -> None:
    assert guard.caller(f"Bearer {TOKEN}", None, PEER, "headset") == Stranger("wrong_way")
    assert guard.caller(None, opened(guard), PEER, "headset") == Stranger("wrong_way")


def test_a_session_ends_when_it_is_closed_or_too_old(guard: Guard, clock: Seconds) -> None:
    left, kept = opened(guard), opened(guard)
    guard.close(known(guard, left))
    assert guard.caller(None, left, PEER) == Stranger("no_token")
    clock.now = SESSION_S - 1
    assert guard.is_open(known(guard, kept))
    clock.now = SESSION_S
    assert guard.caller(None, kept, PEER) == Stranger("no_token")


def test_the_oldest_of_too_many_sessions_ends(guard: Guard) -> None:
    sessions = [opened(guard) for _ in range(MAX_SESSIONS + 1)]
    assert guard.caller(None, sessions[0], PEER) == Stranger("no_token")
    known(guard, sessions[1])


@pytest.mark.parametrize(
    "authorization",
    ["Bearer wrong", "Bearer ", f"Basic {TOKEN}", TOKEN, "", "Bearer \udcff", f"Bearer {TOKEN}x"],
)
def test_anything_but_the_token_is_nobody(guard: Guard, authorization: str) -> None:
    assert isinstance(guard.caller(authorization, None, PEER), Stranger)


def test_too_many_wrong_tokens_from_one_address_make_it_wait(guard: Guard, clock: Seconds) -> None:
    for _ in range(MAX_WRONG):
        assert guard.open("wrong", PEER) == Stranger("wrong_token")
    assert guard.open(TOKEN, PEER) == Stranger("locked")
    assert guard.caller(f"Bearer {TOKEN}", None, PEER) == Stranger("locked")
    assert isinstance(guard.open(TOKEN, "192.168.0.8"), str)
    clock.now = WRONG_S
    assert isinstance(guard.open(TOKEN, PEER), str)


def test_a_session_goes_on_while_its_address_is_locked(guard: Guard) -> None:
    session = opened(guard)
    for _ in range(MAX_WRONG):
        guard.open("wrong", PEER)
    known(guard, session)


def test_addresses_that_try_tokens_do_not_fill_the_memory(guard: Guard) -> None:
    for number in range(MAX_PEERS + 10):
        guard.open("wrong", f"2001:db8::{number:x}")
    assert len(guard._wrong) == MAX_PEERS


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8420",
        "LOCALHOST.:8420",
        "127.0.0.1:8420",
        "192.168.0.2",
        "[::1]:8420",
        "ondol.local",
    ],
)
def test_the_hub_is_called_by_its_names_and_by_addresses(guard: Guard, host: str) -> None:
    assert guard.is_host(host)


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::1", "a b:x"],
)
def test_a_name_that_was_made_to_point_here_is_not_the_hub(guard: Guard, host: str | None) -> None:
    assert not guard.is_host(host)


@pytest.mark.parametrize(
    ("origin", "host", "is_own"),
    [
        (None, "localhost:8420", True),
        ("http://localhost:8420", "localhost:8420", True),
        ("https://ondol.local", "ondol.local", True),
        ("http://localhost:3000", "localhost:8420", False),
        ("http://evil.example", "localhost:8420", False),
        ("http://evil.example", "evil.example", False),
        ("null", "localhost:8420", False),
        ("", "localhost:8420", False),
        ("file://localhost:8420", "localhost:8420", False),
        ("http://[::1", "localhost:8420", False),
    ],
)
def test_only_the_hubs_own_page_may_change_things(
    guard: Guard, origin: str | None, host: str, is_own: bool
) -> None:
    assert guard.is_origin(origin, host) is is_own


@given(st.text(max_size=200))
def test_no_text_but_the_token_opens(text: str) -> None:
    guard = Guard(token=TOKEN, hosts=hosts([]), clock=Seconds())
    assert isinstance(guard.open(text, PEER), str) is (text.strip() == TOKEN)
    assert isinstance(guard.caller(None, text, PEER), Stranger)


@given(st.text(max_size=60), st.text(alphabet=string.printable, max_size=60))
def test_no_header_breaks_the_guard(host: str, origin: str) -> None:
    guard = Guard(token=TOKEN, hosts=hosts([]), clock=Seconds())
    guard.is_host(host)
    guard.is_origin(origin, host)
