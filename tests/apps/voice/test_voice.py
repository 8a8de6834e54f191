"""Spoken to by Wyoming: by text, by sound, by two at once; and what waits for a yes."""

import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioStart, AudioStop
from wyoming.info import Describe, Info
from wyoming.ping import Ping
from wyoming.pipeline import PipelineStage, RunPipeline
from wyoming.tts import (
    Synthesize,
    SynthesizeChunk,
    SynthesizeStart,
    SynthesizeStop,
    SynthesizeVoice,
)

from ondol.apps.voice.answering import NOT_HEARD
from ondol.home.people import VOICE
from ondol.home.policy import Actor
from tests.home.world import MINJI
from tests.simulators.wyoming_engines import (
    RATE_HZ,
    SILENCE,
    chunks_of,
    hearing,
    sound_of,
    speaking,
)

from .world import UNLOCK, free_port, here, raw_server, world

pytestmark = pytest.mark.enable_socket

LIT = "거실 등을 켰어요."
ALL = RunPipeline(start_stage=PipelineStage.ASR, end_stage=PipelineStage.TTS)
ALOUD = RunPipeline(start_stage=PipelineStage.HANDLE, end_stage=PipelineStage.TTS)


async def test_a_text_is_done_and_answered() -> None:
    async with world() as home, home.satellite() as satellite:
        await satellite.say(Transcript(text="거실 불 켜줘", language="ko-KR"))
        assert await satellite.text("handled") == LIT
        assert home.is_lit()
        entry = home.hub.journal(1)[0]
        assert (entry.actor.id, entry.actor.way, entry.actor.is_at_home) == (
            "voice",
            "voice",
            True,
        )


async def test_sound_is_heard_done_and_answered_aloud() -> None:
    async with (
        hearing(port=free_port()) as ears,
        speaking(port=free_port()) as mouth,
        world(ears, mouth) as home,
        home.satellite() as satellite,
    ):
        await satellite.speak(sound_of("거실 불 켜줘"))
        assert await satellite.text("transcript") == "거실 불 켜줘"
        assert await satellite.text("handled") == LIT
        assert await satellite.spoken() == LIT
        assert home.is_lit()


async def test_a_pipeline_listens_until_speech_ends() -> None:
    async with (
        hearing(port=free_port()) as ears,
        speaking(port=free_port()) as mouth,
        world(ears, mouth) as home,
        home.satellite() as satellite,
    ):
        await satellite.say(ALL, *chunks_of(SILENCE[:6400] + sound_of("거실 불 켜줘") + SILENCE))
        told = [
            (await satellite.until("voice-started", "voice-stopped", "transcribe", "transcript"))
            for _ in range(4)
        ]
        assert [event.type for event in told] == [
            "voice-started",
            "voice-stopped",
            "transcribe",
            "transcript",
        ]
        assert told[-1].data["text"] == "거실 불 켜줘"
        assert await satellite.text("synthesize") == LIT
        assert await satellite.spoken() == LIT


async def test_a_room_in_which_nobody_speaks_is_not_sent_to_the_engine() -> None:
    async with (
        hearing(port=free_port()) as ears,
        world(ears) as home,
        home.satellite() as satellite,
    ):
        await satellite.say(ALL, *chunks_of(SILENCE * 7))
        assert await satellite.text("transcript") == ""
        assert (await satellite.until("error")).data["code"] == "nothing-heard"
        assert ears.asked == []


async def test_the_reply_is_in_the_language_of_the_utterance_and_so_is_its_voice() -> None:
    async with speaking(port=free_port()) as mouth, world(None, mouth) as home:
        async with home.satellite() as satellite:
            await satellite.say(ALOUD, Transcript(text="Turn on the light"))
            reply = await satellite.text("handled")
            assert reply.startswith("Turned on")
            assert await satellite.spoken() == reply
            await satellite.say(ALOUD, Transcript(text="선풍기 켜줘"))
            assert await satellite.spoken() == "선풍기를 켰어요."
        voices = [
            one.voice.name for one in mouth.asked if isinstance(one, Synthesize) and one.voice
        ]
        assert voices == ["v-en_US", "v-ko"]


async def test_an_engine_without_a_korean_voice_leaves_the_reply_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with (
        speaking(["en_US"], port=free_port()) as mouth,
        world(None, mouth) as home,
        home.satellite() as satellite,
    ):
        for _ in range(2):
            await satellite.say(ALOUD, Transcript(text="거실 불 켜줘"))
            await satellite.until("handled")
            assert (await satellite.until("error")).data["code"] == "no-voice"
    assert sum("no voice for ko" in line for line in caplog.messages) == 1


async def test_two_at_once_keep_their_own_conversation() -> None:
    async with world() as home, home.satellite() as kitchen, home.satellite() as living:
        await kitchen.say(Transcript(text="거실 불 켜줘"))
        await living.say(Transcript(text="선풍기 켜줘"))
        await kitchen.until("handled")
        await living.until("handled")
        await kitchen.say(Transcript(text="거기도"))
        await living.say(Transcript(text="거기도"))
        await kitchen.until("handled")
        await living.until("handled")
        after = [(text, before) for text, _, before in home.nano.asked if text == "거기도"]
        assert sorted(after) == [("거기도", "거실 불 켜줘"), ("거기도", "선풍기 켜줘")]


async def test_a_device_of_an_assistant_keeps_its_conversation_over_its_connections() -> None:
    async with world() as home:
        for text, device in [("거실 불 켜줘", "a"), ("선풍기 켜줘", "b"), ("거기도", "a")]:
            async with home.satellite() as assistant:
                context = {"conversation_id": f"of-{text}", "device_id": device}
                await assistant.say(Transcript(text=text, context=context))
                await assistant.until("handled")
        assert home.nano.asked[-1][2] == "거실 불 켜줘"


async def test_where_a_satellite_stands_is_where_it_speaks() -> None:
    for area in ("living", "거실"):
        async with world(satellites=[here(area=area)]) as home, home.satellite() as satellite:
            await satellite.say(Transcript(text="거실 불 켜줘"))
            await satellite.until("handled")
            assert home.nano.asked[-1][1] == "living"


async def test_opening_a_door_waits_for_a_yes_on_the_page_and_says_so() -> None:
    async with speaking(port=free_port()) as mouth, world(None, mouth) as home:
        async with home.satellite() as satellite:
            await satellite.say(ALOUD, Transcript(text="현관문 열어줘"))
            reply = await satellite.text("handled")
            assert "확인" in reply
            assert await satellite.spoken() == reply
            assert home.peer.asked == []
            await satellite.say(Transcript(text="네"))  # a yes in the room is none
            await satellite.until("not-handled")
        [waiting] = home.hub.confirmations()
        by_voice = Actor(id=VOICE.id, channel="voice:other", way="voice", is_at_home=True)
        refused = await home.hub.confirm(waiting.id, by_voice, accept=True)
        assert refused.refused is not None
        assert home.peer.asked == []
        page = Actor(id=MINJI.id, channel="page-1", way="page", is_at_home=True)
        await home.hub.confirm(waiting.id, page, accept=True)
        assert [*home.peer.asked] == [*UNLOCK.commands()]


async def test_what_the_home_does_not_take_is_not_handled() -> None:
    async with world() as home, home.satellite() as satellite:
        await satellite.say(Transcript(text="오늘 기분이 어때"))
        assert await satellite.text("not-handled")
        await satellite.say(Transcript(text=""))  # nothing said is asked about
        assert await satellite.text("not-handled", "handled")


async def test_an_utterance_is_cleaned_and_cut_at_1000_characters() -> None:
    async with world() as home, home.satellite() as satellite:
        await satellite.say(Transcript(text="불\u202e\x00켜 " + "가" * 5000))
        await satellite.until("not-handled")
        text = home.nano.asked[0][0]
        assert text.startswith("불켜 가")
        assert len(text) == 1000


async def test_the_hub_says_what_it_is_and_what_its_engines_have() -> None:
    async with (
        hearing(port=free_port()) as ears,
        speaking(port=free_port()) as mouth,
        world(ears, mouth) as home,
        home.satellite() as assistant,
    ):
        await assistant.say(Describe())
        info = Info.from_event(await assistant.until("info"))
        [handle] = info.handle
        assert handle.installed
        assert handle.supports_home_control
        assert handle.models[0].languages == ["ko", "en"]
        assert [model.languages for model in info.asr[0].models] == [["ko"], ["en_US"]]
        assert [voice.name for voice in info.tts[0].voices] == ["v-ko", "v-en_US"]
        assert info.intent == []


async def test_without_engines_it_still_says_what_it_is() -> None:
    async with (
        raw_server(is_silent=True) as silent,
        world(silent, silent) as home,
        home.satellite() as assistant,
    ):
        await assistant.say(Describe())
        info = Info.from_event(await assistant.until("info"))
        assert [info.handle[0].name, info.asr, info.tts] == ["Ondol", [], []]


async def test_sound_to_be_written_down_is_written_down_and_nothing_is_done() -> None:
    async with (
        hearing(port=free_port()) as ears,
        world(ears) as home,
        home.satellite() as assistant,
    ):
        await assistant.say(Transcribe(language="ko-KR"))
        await assistant.speak(sound_of("거실 불 켜줘"))
        assert await assistant.text("transcript") == "거실 불 켜줘"
        [asked] = ears.asked
        assert isinstance(asked, Transcribe)
        assert (asked.name, asked.language) == ("m-ko", "ko")
        assert {"거실", "현관", "거실 등", "세탁기"} <= {*(asked.transcript_names or ())}
        await assistant.say(Transcribe(), AudioStart(RATE_HZ, 2, 1), AudioStop())
        assert await assistant.text("transcript") == ""
        assert home.nano.asked == []


async def test_a_text_to_be_said_is_said_whole_or_in_pieces() -> None:
    async with (
        speaking(port=free_port()) as mouth,
        world(None, mouth) as home,
        home.satellite() as assistant,
    ):
        await assistant.say(Synthesize(text="다녀오세요", voice=SynthesizeVoice(name="v-ko")))
        assert await assistant.spoken() == "다녀오세요"
        await assistant.say(
            SynthesizeStart(),
            SynthesizeChunk("Good "),
            SynthesizeChunk("night"),
            Synthesize("Good night"),  # for those who do not read pieces
            SynthesizeStop(),
        )
        assert await assistant.spoken() == "Good night"
        await assistant.until("synthesize-stopped")
        voices = [
            one.voice.name for one in mouth.asked if isinstance(one, Synthesize) and one.voice
        ]
        assert voices == ["v-ko", "v-en_US"]
        await assistant.say(
            RunPipeline(PipelineStage.TTS, PipelineStage.TTS, announce_text="밥 먹자")
        )
        assert await assistant.spoken() == "밥 먹자"


async def test_pings_are_answered_while_an_engine_thinks() -> None:
    async with (
        hearing(fault="hangs", port=free_port()) as ears,
        world(ears) as home,
        home.satellite() as satellite,
    ):
        await satellite.speak(sound_of("거실 불 켜줘"))
        await satellite.say(Ping(text="1"))
        assert (await satellite.until("pong", "error")).data == {"text": "1"}


async def test_who_cannot_be_heard_is_told_so_aloud() -> None:
    async with speaking(port=free_port()) as mouth:
        nowhere = f"tcp://127.0.0.1:{free_port()}"
        async with world(nowhere, mouth) as home, home.satellite() as satellite:
            await satellite.speak(sound_of("거실 불 켜줘"))
            assert await satellite.spoken() == NOT_HEARD["ko"]
            told = (await satellite.until("error")).data
            assert told["code"] == "stt-unavailable"
            assert "cannot be reached" in told["text"]


async def test_with_both_engines_down_the_home_goes_on_by_text() -> None:
    nowhere = f"tcp://127.0.0.1:{free_port()}"
    async with world(nowhere, nowhere) as home, home.satellite() as satellite:
        await satellite.speak(sound_of("거실 불 켜줘"))
        assert (await satellite.until("error")).data["code"] == "stt-unavailable"
        await satellite.say(ALOUD, Transcript(text="거실 불 켜줘"))
        assert await satellite.text("handled") == LIT
        assert (await satellite.until("error")).data["code"] == "tts-unavailable"
        assert home.is_lit()


async def test_an_engine_that_fails_amid_a_reply_leaves_no_speaker_waiting() -> None:
    async with (
        speaking(fault="hangs up", port=free_port()) as mouth,
        world(None, mouth) as home,
        home.satellite() as satellite,
    ):
        await satellite.say(ALOUD, Transcript(text="거실 불 켜줘"))
        assert await satellite.text("handled") == LIT
        begun = (await satellite.spoken()).rstrip("\ufffd")  # cut within a letter
        assert begun
        assert LIT.startswith(begun)
        assert (await satellite.until("error")).data["code"] == "tts-unavailable"


async def test_without_engines_sound_is_refused_and_text_is_not() -> None:
    async with world() as home, home.satellite() as satellite:
        await satellite.speak(sound_of("거실 불 켜줘"))
        assert (await satellite.until("error")).data["code"] == "no-stt"
        await satellite.say(Transcript(text="거실 불 켜줘"))
        assert await satellite.text("handled") == LIT


async def test_a_wake_word_is_not_listened_for() -> None:
    async with world() as home, home.satellite() as satellite:
        await satellite.say(RunPipeline(PipelineStage.WAKE, PipelineStage.TTS))
        assert (await satellite.until("error")).data["code"] == "no-wake"


async def test_too_long_an_utterance_is_refused_and_the_next_is_heard() -> None:
    async with (
        hearing(port=free_port()) as ears,
        world(ears) as home,
        home.satellite() as satellite,
    ):
        await satellite.speak(SILENCE * 31)
        assert (await satellite.until("error")).data["code"] == "too-long"
        await satellite.speak(sound_of("거실 불 켜줘"))
        assert await satellite.text("handled") == LIT


async def test_a_peer_that_stops_sending_still_gets_its_answer() -> None:
    async with world() as home, home.satellite() as satellite:
        await satellite.say(Transcript(text="거실 불 켜줘"))
        satellite.end_sending()
        assert await satellite.text("handled") == LIT
        assert await satellite.read_event() is None
