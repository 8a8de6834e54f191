import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st

from ondol.media.deep_links import DEEP_LINKS, from_link, to_link
from ondol.media.tickets import GOOD_FOR, Ticket, Tickets

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
TICKETS = Tickets("a secret")


@given(st.text(max_size=128), st.text(max_size=128))
@example("거" * 128, "😀" * 128)
def test_a_ticket_is_read_as_it_was_written(player: str, item: str) -> None:
    ticket = Ticket(player=player, item=item)
    text = TICKETS.write(ticket, NOW)
    assert TICKETS.read(text, NOW) == ticket
    assert TICKETS.read(text, NOW + GOOD_FOR) is None
    assert Tickets("another").read(text, NOW) is None


@given(st.text(max_size=200))
def test_nothing_else_is_a_ticket(text: str) -> None:
    assert TICKETS.read(text, NOW) is None


@given(st.data())
def test_a_changed_ticket_opens_nothing_else(data: st.DataObject) -> None:
    text = TICKETS.write(Ticket(player="tv", item="1"), NOW)
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("ABCabc019-_"))
    changed = text[:at] + letter + text[at + 1 :]
    assert TICKETS.read(changed, NOW) in (None, Ticket(player="tv", item="1"))


@given(st.sampled_from([*DEEP_LINKS, "TVING"]), st.text(max_size=50))
def test_a_content_keeps_its_name_from_one_player_to_the_next(app: str, content: str) -> None:
    assert from_link(app, to_link(app, content)) == content


def test_an_id_cannot_add_to_its_link() -> None:
    assert to_link("YouTube", "x&list=evil") == "v=x%26list%3Devil"


def test_every_deep_link_says_who_found_it() -> None:
    assert all(link.source and "{id}" in link.form for link in DEEP_LINKS.values())
