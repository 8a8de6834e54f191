import pytest

from ondol.agent.frames import (
    ActFrame,
    AfterFrame,
    Constant,
    ListFrame,
    MediaFrame,
    OnceFrame,
    PlainFrame,
    Pointer,
    Relative,
    ScheduleFrame,
    Span,
    Target,
    TestFrame,
    TimerFrame,
)
from ondol.agent.linking import compile_lexicon, link
from ondol.agent.settle import settled
from ondol.home.home import Area, Home
from ondol.things.catalog import describe

LEXICON = compile_lexicon(Home(id="empty", language="en", areas={}, things={}))
TV = Target(types=("tv",))


def volume(value: object) -> ActFrame:
    return ActFrame(target=TV, settings=(("volume", value),))  # type: ignore[arg-type]


def test_to_a_number_is_no_step_of_it() -> None:
    said = "turn the volume up to ninety"
    frames = (volume(Relative(sign=1, by=Pointer(1))),)
    assert settled(frames, said, link(said, LEXICON), 0) == (volume(Pointer(1)),)


def test_a_number_that_nano_left_out_is_meant() -> None:
    said = "볼륨 30으로 올려줘"
    assert settled((volume(Relative(sign=1)),), said, link(said, LEXICON), 0) == (
        volume(Pointer(1)),
    )


def test_by_a_number_is_a_step() -> None:
    said = "turn the volume up by 10"
    frames = (volume(Relative(sign=1, by=Pointer(1))),)
    assert settled(frames, said, link(said, LEXICON), 0) == frames


def test_what_is_no_step_stays() -> None:
    said = "set the volume to 10"
    for frame in (volume(Pointer(1)), volume(Constant(10))):
        assert settled((frame,), said, link(said, LEXICON), 0) == (frame,)


def test_the_turn_before_settles_nothing() -> None:
    before, said = "set it to 10", "a bit louder"
    mentions = (*link(before, LEXICON), *link(said, LEXICON))
    assert settled((volume(Relative(sign=1)),), said, mentions, 1) == (volume(Relative(sign=1)),)


def test_the_length_before_timer_says_which() -> None:
    said = "take 5 minutes off the 1 hour timer"
    frames = (TimerFrame(op="subtract", seconds=Pointer(1)),)
    longer = TimerFrame(op="subtract", seconds=Pointer(1), length=Pointer(2))
    assert settled(frames, said, link(said, LEXICON), 0) == (longer,)


def test_what_comes_later_is_settled_too() -> None:
    said = "in 5 minutes play Golden River by Anna Reed"
    when = (AfterFrame(duration=Pointer(1)),)
    frames = (ScheduleFrame(whens=when, then=(MediaFrame(query=Span("River")),)),)
    whole = ScheduleFrame(whens=when, then=(MediaFrame(query=Span("Golden River by Anna Reed")),))
    assert settled(frames, said, link(said, LEXICON), 0) == (whole,)


def test_a_lamp_of_its_own_kind_is_no_other_lamp() -> None:
    off = ActFrame(target=Target(types=("light",)), settings=(("on", Constant(False)),))
    (found,) = settled((off,), "desk lamp one off", (), 0)
    assert isinstance(found, ActFrame)
    assert found.target.unknown == ("desk lamp",)
    assert settled((off,), "불 꺼", (), 0) == (off,)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("찬장 불 켜줘", "찬장"),
        ("turn off the cupboard light", "cupboard"),
        ("다락 불 켜", "다락"),
        ("attic light on", "attic"),
        ("kichen lights off", "kichen"),
        ("당장 불 켜", None),
        ("disable light in every room", None),
        ("please reduce the lights", None),
        ("turn off the main lights", None),
        ("turn on the light", None),
    ],
)
def test_a_place_that_the_home_lacks_is_named(said: str, name: str | None) -> None:
    on = ActFrame(target=Target(types=("light",)), settings=(("on", Constant(True)),))
    (found,) = settled((on,), said, link(said, LEXICON), 0)
    assert isinstance(found, ActFrame)
    assert found.target.unknown == (() if name is None else (name,))


NAMED = compile_lexicon(
    Home(
        id="h",
        things={
            key: describe(id=key, title=title, type=type_, state={"on": False})
            for key, title, type_ in (
                ("a", "거실 TV", "tv"),
                ("b", "안방 TV", "tv"),
                ("c", "선풍기", "fan"),
            )
        },
    )
)


@pytest.mark.parametrize(
    ("said", "pointers"),
    [
        ("거실 TV 꺼", (1,)),  # the one that is named
        ("거실 TV 말고 안방 TV 꺼", ()),  # two are: nano says which
        ("선풍기 말고 꺼", ()),  # it is of another type
        ("꺼", ()),
    ],
)
def test_the_one_thing_that_is_named_is_meant(said: str, pointers: tuple[int, ...]) -> None:
    frame = ActFrame(target=TV, settings=(("on", Constant(False)),))
    (found,) = settled((frame,), said, link(said, NAMED), 0)
    assert isinstance(found, ActFrame)
    assert found.target.pointers == pointers


@pytest.mark.parametrize(
    ("said", "query"),
    [
        ("please play leviathan", "leviathan"),
        ("play movie Inception", "Inception"),
        ("넷플릭스에서 오징어게임 틀어줘", "오징어게임"),
        ("play chess with me", None),
        ("play dead", None),
        ("재미있는 얘기 들려줘", None),
        ("노래 틀어줘", None),  # nothing is named
    ],
)
def test_talk_that_plainly_asks_to_play_a_title_is_no_talk(said: str, query: str | None) -> None:
    lexicon = compile_lexicon(Home(id="empty", language="ko", areas={}, things={}))
    chat = PlainFrame(kind="chat")
    (found,) = settled((chat,), said, link(said, lexicon), 0)
    assert found == (chat if query is None else MediaFrame(query=Span(query)))


@pytest.mark.parametrize(
    ("said", "is_all"),
    [
        ("turn off everything upstairs", True),
        ("2층 전부 꺼줘", True),
        ("2층 싹 다 꺼", True),
        ("upstairs off", False),
        ("2층 꺼", False),
    ],
)
def test_everything_in_a_place_is_all_that_is_there(said: str, is_all: bool) -> None:
    areas = (Area(id="hall", name="hall", floor="1층"), Area(id="den", name="den", floor="2층"))
    home = Home(id="two", language="en", areas={one.id: one for one in areas}, things={})
    frame = ActFrame(target=Target(pointers=(1,)), settings=(("on", Constant(False)),))
    (found,) = settled((frame,), said, link(said, compile_lexicon(home)), 0)
    assert isinstance(found, ActFrame)
    assert (found.target.types == ("any",), found.target.is_whole_home) == (is_all, is_all)


@pytest.mark.parametrize(
    ("said", "pointers"),
    [
        ("turn off the light of my bed room", (1,)),
        ("lights off in the bedroom", (1,)),
        ("turn off the light", ()),
        ("bedroom people are loud, turn off the light", ()),
    ],
)
def test_the_one_room_of_which_it_is_said_is_meant(said: str, pointers: tuple[int, ...]) -> None:
    areas = {"bed": Area(id="bed", name="bedroom"), "den": Area(id="den", name="den")}
    lexicon = compile_lexicon(Home(id="two", language="en", areas=areas, things={}))
    frame = ActFrame(target=Target(types=("light",)), settings=(("on", Constant(False)),))
    (found,) = settled((frame,), said, link(said, lexicon), 0)
    assert isinstance(found, ActFrame)
    assert found.target.pointers == pointers


@pytest.mark.parametrize(
    ("said", "is_each"),
    [
        ("모든 den 조명 켜줘", True),
        ("turn on all the den lights", True),
        ("den 조명 켜줘", False),
    ],
)
def test_each_of_a_place_is_all_of_them(said: str, is_each: bool) -> None:
    areas = {"den": Area(id="den", name="den")}
    lexicon = compile_lexicon(Home(id="two", language="en", areas=areas, things={}))
    target = Target(types=("light",), pointers=(1,))
    frame = ActFrame(target=target, settings=(("on", Constant(True)),))
    (found,) = settled((frame,), said, link(said, lexicon), 0)
    assert isinstance(found, ActFrame)
    assert found.target.is_whole_home == is_each


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("등불 바다 틀어줘", "등불 바다"),
        ("등불 바다 좀 틀어 줘", "등불 바다"),
        ("불 좀 틀어줘", None),
        ("불 모두 틀어줘", None),
        ("조명 밝게 틀어줘", None),
        ("등불 바다 켜줘", None),
    ],
)
def test_lamps_are_not_tuned_in(said: str, title: str | None) -> None:
    frame = ActFrame(target=Target(types=("light",)), settings=(("on", Constant(True)),))
    (found,) = settled((frame,), said, link(said, LEXICON), 0)
    assert found == (frame if title is None else MediaFrame(query=Span(title)))


def once(type_: str, attribute: str, value: str, *, of_all: bool = False) -> OnceFrame:
    target = Target(types=(type_,), is_whole_home=of_all)
    test = TestFrame(op="==", value=Constant(value))
    return OnceFrame(target=target, attribute=attribute, test=test)


LEFT = once("person", "location", "not_home", of_all=True)
DONE = once("washer", "activity", "idle")


def test_once_everyone_left_is_waited_for_and_nothing_else_is_lost() -> None:
    said, off = "다 나가면 티비 꺼", ActFrame(target=TV, settings=(("on", Constant(False)),))
    later = (ScheduleFrame(whens=(LEFT,), then=(off,)),)
    for frames in ((off,), (ScheduleFrame(whens=(DONE,), then=(off,)),), later):
        assert settled(frames, said, link(said, LEXICON), 0) == later
    both = (ScheduleFrame(whens=(LEFT, DONE), then=(off,)),)
    assert settled(both, said, link(said, LEXICON), 0) == both


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ("우유하고 빵 장보기에 추가해줘", ("우유", "우유"), ("우유", "빵")),
        ("장보기에 감자, 양파, 당근 적어줘", ("감자", "양파"), ("감자", "양파", "당근")),
        ("장보기에 치과 예약 추가해줘", ("치",), ("치과 예약",)),
        ("온돌아 우유 장보기에 넣어줘", ("우유",), ("우유",)),
    ],
)
def test_each_thing_that_was_said_is_put_on_the_list(
    text: str, written: tuple[str, ...], meant: tuple[str, ...]
) -> None:
    groceries = describe(id="groceries", title="장보기", type="list", state={"items": ()})
    home = Home(id="h", language="ko", areas={}, things={groceries.id: groceries})
    mentions = link(text, compile_lexicon(home))

    def frames(items: tuple[str, ...]) -> tuple[ListFrame, ...]:
        return tuple(ListFrame(op="add", item=Span(item), list=Pointer(1)) for item in items)

    assert settled(frames(written), text, mentions, 0) == frames(meant)
