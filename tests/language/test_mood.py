"""What asks for nothing is told by its grammar; what may ask for something is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.language.mood import mood_of

REQUESTS = (
    "Are you able to turn on the lights?",
    "Whenever I open the door, turn on the lamp",
    "Every time I lock the door, the lights should go off",
    "Could the lights be dimmed, please?",
    "동생이 오면 불이 켜지면 좋겠어",
    "불 꺼",
    "불 좀 꺼 줄래?",
    "거실 불 꺼 주시겠어요?",
    "에어컨 꺼 줄 수 있어?",
    "티비 좀 꺼 주면 안 돼?",
    "불 색을 파란색으로 하면 안 돼?",
    "에어컨 좀 켜도 될까요?",
    "음악 좀 틀어 볼까?",
    "불 켰으면 좋겠어",
    "불 좀 껐으면 하는데",
    "에어컨 켜면 시원할 것 같은데",
    "너무 어두워졌어",
    "볼륨을 너무 올렸어",
    "왜 이렇게 더워?",
    "조명 필요 없어",
    "불 끄는 거 잊지 마",
    "티비 끄지 말고 소리만 줄여 줘",
    "거실은 끄고 안방은 끄지 마",
    "거실 불은 꺼, 안방 불은 끄지 마",
    "선풍기는 꺼도 되는데 에어컨은 끄지 마",
    "엄마가 불 끄래. 빨리 꺼 줘",
    "남편이 밥 먹으라고 전해 달래",
    "내가 불 끄라고 했잖아",
    "세탁기 끝났어? 끝났으면 건조기 돌려",
    "누가 불 좀 켜 줘",
    "빨래 끝나면 알려 줄래?",
    "안 쓰는 방 불 꺼",
    "외출할게",
    "이제 잘게",
    "turn it off",
    "can you turn off the lights?",
    "could you please lock the back door",
    "would you mind closing the blinds?",
    "why don't you turn on the fan?",
    "why is it so dark in here?",
    "how about some jazz?",
    "is it possible to dim the lamp?",
    "don't forget to turn off the oven",
    "don't turn off the lamp, dim it",
    "don't turn the fan off put it on low",
    "don't let it get below 20 degrees",
    "don't leave the lights on",
    "never mind the kitchen, turn off the bedroom",
    "did I leave the heating on? turn it off",
    "if the door opens, turn on the hall light",
    "when I get home turn on the heating",
    "have the vacuum clean the kitchen",
    "I wish the lights were off",
    "I don't want the lights on",
    "I don't need the fan",
    "Mom is cold so turn up the heating",
    "I said turn off the lights",
    "I left the lights on",
    "let me turn off the lights",
    "I wonder if you could close the curtains",
    "stop the vacuum",
    "it's too dark",
    "동생이 티비 보고 싶대 틀어 줘",
    "애들이 추워하니까 보일러 켜 주세요?",
    "켜 놓고 아무도 안 보네 꺼 줘",
    "will you turn it off if it rains?",
)
NO_REQUESTS = {
    "prohibition": (
        "불 끄지 마",
        "에어컨은 켜지 말아 줘",
        "도어락 열면 안 돼",
        "don't turn off the lights",
        "please don't unlock the door",
    ),
    "negation": ("불 안 꺼도 돼", "켠 적 없어", "끌 필요 없어", "I didn't turn on the TV"),
    "question": (
        "누가 불 켰어?",
        "커튼 닫아야 하나?",
        "불 끌까 말까?",
        "who turned off the lights?",
        "should I lock the door?",
        "할머니는 불 끄고 주무시나?",
        "아빠는 티비 켜 놓고 주무세요?",
        "Will the washer stop when I open the door?",
    ),
    "report": (
        "하늘이는 불 켜고 자고 싶대",
        "아빠가 티비 끄래",
        "할머니가 불 켜라고 하셨어",
        "Dad said to turn off the TV",
    ),
    "supposition": ("불을 껐더라면 좋았을 텐데", "I shouldn't have closed the blinds"),
    "account": (
        "에어컨 틀어 놓고 아무도 안 쓰네",
        "어제 내가 불 껐어",
        "I locked the door already",
        "불은 내가 끌게",
    ),
}


@pytest.mark.parametrize("said", REQUESTS)
def test_a_request_is_left_alone_however_it_is_put(said: str) -> None:
    assert mood_of(said) is None


@pytest.mark.parametrize(
    ("mood", "said"), [(mood, said) for mood, many in NO_REQUESTS.items() for said in many]
)
def test_what_asks_for_nothing_is_told(mood: str, said: str) -> None:
    assert mood_of(said) == mood


@given(
    st.text(max_size=60), st.sampled_from(["불 꺼줘", "거실 불 켜", "에어컨 24도로 맞춰 주세요"])
)
def test_a_request_in_a_sentence_of_its_own_is_heard(before: str, request: str) -> None:
    assert mood_of(f"{before}. {request}") is None


@given(
    st.sampled_from([said for many in NO_REQUESTS.values() for said in many if said.isascii()]),
    st.sampled_from(["turn off the lamp", "please close the blinds", "lights off"]),
)
def test_an_english_request_behind_another_sentence_is_heard(before: str, request: str) -> None:
    assert mood_of(f"{before}. {request}") is None
    assert mood_of(f"{request}. {before}") is None


@given(st.sampled_from([said for many in NO_REQUESTS.values() for said in many]))
def test_case_and_full_stops_change_nothing(said: str) -> None:
    assert mood_of(said) == mood_of(said.upper()) == mood_of(f" {said} ")
