"""What is read, as `span: meaning`; a time with a question mark may be morning or evening."""

import pytest

from ondol.language.quantities import (
    ClockTime,
    Color,
    Days,
    Duration,
    Extreme,
    Number,
    Quantity,
    read,
)

UNITS = {
    "percent": "%",
    "celsius": "C",
    "fahrenheit": "F",
    "kelvin": "K",
    "step": " step",
    None: "",
}


def shown(text: str, quantity: Quantity) -> str:
    said = text[quantity.start : quantity.end]
    match quantity:
        case Number(value=value, unit=unit):
            return f"{said}: {value:g}{UNITS[unit]}"
        case Duration(seconds=seconds):
            return f"{said}: {seconds} s"
        case ClockTime(time=time, is_ambiguous=is_ambiguous):
            return f"{said}: {time:%H:%M}{'?' if is_ambiguous else ''}"
        case Days(days=days):
            return f"{said}: {' '.join(days)}"
        case Color(css=css):
            return f"{said}: {css}"
        case Extreme(is_maximum=is_maximum):
            return f"{said}: {'max' if is_maximum else 'min'}"


def said(text: str) -> list[str]:
    return [shown(text, quantity) for quantity in read(text)]


WEEK = "mon tue wed thu fri sat sun"
WORKDAYS = "mon tue wed thu fri"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("에어컨 24도로 맞춰줘", ["24도: 24C"]),
        ("에어컨 이십사도로", ["이십사도: 24C"]),
        ("에어컨 이십 사도로 해 줘", ["이십 사도: 24C"]),
        ("이십사 도", ["이십사 도: 24C"]),
        ("스물네 도로 해줘", ["스물네 도: 24C"]),
        ("온도 스물 두 도", ["스물 두 도: 22C"]),
        ("보일러 22도 반으로", ["22도 반: 22.5C"]),
        ("온도를 이십오 점 오 도로", ["이십오 점 오 도: 25.5C"]),
        ("온도 18.5도", ["18.5도: 18.5C"]),
        ("22,5도로", ["22,5도: 22.5C"]),
        ("냉동실 영하 십팔 도로", ["영하 십팔 도: -18C"]),
        ("냉동실을 -18도로", ["-18도: -18C"]),
        ("냉동실 마이너스 20도", ["마이너스 20도: -20C"]),
        ("냉동실 영하 십팔로", ["영하 십팔: -18"]),
        ("화씨 72도로", ["화씨 72도: 72F"]),
        ("섭씨 24도", ["섭씨 24도: 24C"]),
        ("24℃로", ["24℃: 24C"]),
        ("24°C로 해", ["24°C: 24C"]),
        ("에어컨 일 도 내려줘", ["일 도: 1C"]),
        ("에어컨 이도 올려줘", ["이도: 2C"]),
        ("2도만 낮춰줘", ["2도: 2C"]),
        ("두 도 올려줘", ["두 도: 2C"]),
        ("에어컨이십사도로", ["이십사도: 24C"]),
        ("26도보다 높으면", ["26도: 26C"]),
        ("삼십도 넘으면 알려줘", ["삼십도: 30C"]),
        ("28도가 되면 에어컨 켜", ["28도: 28C"]),
        ("24도와 26도 사이", ["24도: 24C", "26도: 26C"]),
    ],
)
def test_temperatures_are_read_in_korean(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("밝기 50퍼센트로", ["50퍼센트: 50%"]),
        ("밝기 오십 퍼샌트", ["오십 퍼샌트: 50%"]),
        ("밝기 오십 퍼센트", ["오십 퍼센트: 50%"]),
        ("밝기를 오십프로로 해줘", ["오십프로: 50%"]),
        ("삽십 프로로", ["삽십 프로: 30%"]),
        ("불 30% 로", ["30%: 30%"]),
        ("불30프로로", ["30프로: 30%"]),
        ("백 퍼센트로 올려", ["백 퍼센트: 100%"]),
        ("50퍼로 맞춰", ["50퍼: 50%"]),
        ("습도가 사십오 퍼센트 아래면", ["사십오 퍼센트: 45%"]),
        ("오 프로 정도 올려줘", ["오 프로: 5%"]),
        ("반으로 줄여줘", ["반: 50%"]),
        ("커튼 반만 열어줘", ["반: 50%"]),
        ("커튼 반쯤 닫아", ["반: 50%"]),
        ("블라인드 절반만 올려줘", ["절반: 50%"]),
        ("커튼 3분의 1만 열어줘", ["3분의 1: 33%"]),
        ("사분의 일만 열어", ["사분의 일: 25%"]),
        ("블라인드 삼 분의 이까지 내려", ["삼 분의 이: 67%"]),
        ("블라인드 1/3만", ["1/3: 33%"]),
    ],
)
def test_parts_of_a_whole_are_read_in_korean(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("볼륨 오로 해줘", ["오: 5"]),
        ("볼륨 5로", ["5: 5"]),
        ("볼륨 이십", ["이십: 20"]),
        ("볼륨을 이십으로 줄여줘", ["이십: 20"]),
        ("밝기 백으로", ["백: 100"]),
        ("밝기 백이십", ["백이십: 120"]),
        ("소리 십만큼 키워줘", ["십: 10"]),
        ("볼륨 스물로 맞춰", ["스물: 20"]),
        ("서른다섯으로 해", ["서른다섯: 35"]),
        ("볼륨 영으로 줄여", ["영: 0"]),
        ("볼륨 칠에 놔", ["칠: 7"]),
        ("스피커 소리 삼 정도로", ["삼: 3"]),
        ("음악 소리 오십만 키워", ["오십: 50"]),
        ("스피커 50만 더 올려", ["50: 50"]),
        ("초미세먼지 일 넘으면", ["일: 1"]),
        ("채널 11", ["11: 11"]),
        ("채널 십일 틀어줘", ["십일: 11"]),
        ("채널 칠번으로", ["칠번: 7"]),
        ("7번 틀어줘", ["7번: 7"]),
        ("채널 7번에 맞춰", ["7번: 7"]),
        ("십일 번 틀어", ["십일 번: 11"]),
        ("채널 이번으로 돌려", ["이번: 2"]),
        ("오로 맞춰줘", ["오: 5"]),
        ("풍량 3단계로", ["3단계: 3 step"]),
        ("선풍기 3단으로", ["3단: 3 step"]),
        ("한 단계 올려줘", ["한 단계: 1 step"]),
        ("바람 두 칸 줄여", ["두 칸: 2 step"]),
        ("삼 단계로", ["삼 단계: 3 step"]),
        ("색온도 4000K로", ["4000K: 4000K"]),
        ("색온도 사천 캘빈", ["사천 캘빈: 4000K"]),
        ("6,500 켈빈으로", ["6,500 켈빈: 6500K"]),
        ("전구색으로 바꿔", ["전구색: 2700K"]),
        ("주백색", ["주백색: 4000K"]),
        ("주광색으로", ["주광색: 6500K"]),
        ("웜화이트로", ["웜화이트: 2700K"]),
        ("HDMI 1로 바꿔줘", ["1: 1"]),
        ("거실 습도가 40 아래로 떨어지면 가습기 켜", ["40: 40"]),
        ("미세먼지 80 넘으면", ["80: 80"]),
    ],
)
def test_numbers_are_read_in_korean(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30분 뒤에 꺼줘", ["30분: 1800 s"]),
        ("삼십 분 뒤에", ["삼십 분: 1800 s"]),
        ("삼십분짜리 타이머", ["삼십분: 1800 s"]),
        ("타이머삼십분", ["삼십분: 1800 s"]),
        ("타이머30분", ["30분: 1800 s"]),
        ("1시간 30분 타이머", ["1시간 30분: 5400 s"]),
        ("한 시간 반 동안", ["한 시간 반: 5400 s"]),
        ("두시간반 있다가", ["두시간반: 9000 s"]),
        ("두 시간 반", ["두 시간 반: 9000 s"]),
        ("반 시간 후에", ["반 시간: 1800 s"]),
        ("열두 시간", ["열두 시간: 43200 s"]),
        ("타이머 한 시간 반으로", ["한 시간 반: 5400 s"]),
        ("타이머 30분해줘", ["30분: 1800 s"]),
        ("칠 시간 지나면", ["칠 시간: 25200 s"]),
        ("이 시간 뒤에", ["이 시간: 7200 s"]),
        ("구분 10초만", ["구분 10초: 550 s"]),
        ("이십사 시간", ["이십사 시간: 86400 s"]),
        ("1분 30초", ["1분 30초: 90 s"]),
        ("일분삼십초", ["일분삼십초: 90 s"]),
        ("오 분 반", ["오 분 반: 330 s"]),
        ("구십 초", ["구십 초: 90 s"]),
        ("이 분 뒤에 꺼", ["이 분: 120 s"]),
        ("이분 뒤에 꺼", ["이분: 120 s"]),
        ("한 시간 이십오 분 삼십 초", ["한 시간 이십오 분 삼십 초: 5130 s"]),
        ("1.5시간", ["1.5시간: 5400 s"]),
        ("10분마다", ["10분: 600 s"]),
        ("3일 뒤에", ["3일: 259200 s"]),
        ("이틀 뒤", ["이틀: 172800 s"]),
        ("일주일 후에", ["일주일: 604800 s"]),
        ("타이머 1:30", ["1:30: 90 s"]),
        ("1:30:00 타이머", ["1:30:00: 5400 s"]),
        ("세 시간 오십 분", ["세 시간 오십 분: 13800 s"]),
    ],
)
def test_lengths_of_time_are_read_in_korean(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7시에 깨워줘", ["7시: 07:00?"]),
        ("오전 7시 30분", ["오전 7시 30분: 07:30"]),
        ("오전 일곱 시 반에", ["오전 일곱 시 반: 07:30"]),
        ("오후세시십오분", ["오후세시십오분: 15:15"]),
        ("저녁 여덟시", ["저녁 여덟시: 20:00"]),
        ("아침 8시", ["아침 8시: 08:00"]),
        ("내일 아침 8시 알람", ["아침 8시: 08:00"]),
        ("내일아침8시", ["아침8시: 08:00"]),
        ("아침에 일곱 시에", ["아침에 일곱 시: 07:00"]),
        ("새벽 두 시", ["새벽 두 시: 02:00"]),
        ("새벽 12시 반", ["새벽 12시 반: 00:30"]),
        ("밤 11시 반", ["밤 11시 반: 23:30"]),
        ("밤 열두 시", ["밤 열두 시: 00:00"]),
        ("밤 한 시", ["밤 한 시: 01:00"]),
        ("낮 열두 시", ["낮 열두 시: 12:00"]),
        ("낮 한 시", ["낮 한 시: 13:00"]),
        ("점심 열한 시 반", ["점심 열한 시 반: 11:30"]),
        ("열아홉 시", ["열아홉 시: 19:00"]),
        ("십구 시", ["십구 시: 19:00"]),
        ("19시 30분", ["19시 30분: 19:30"]),
        ("이십이 시에", ["이십이 시: 22:00"]),
        ("0시에", ["0시: 00:00"]),
        ("정오에", ["정오: 12:00"]),
        ("자정에", ["자정: 00:00"]),
        ("세시 반에", ["세시 반: 03:30?"]),
        ("열두시 오분", ["열두시 오분: 12:05?"]),
        ("여섯 시 십오 분 전", ["여섯 시 십오 분 전: 05:45?"]),
        ("일곱 시 사십 분 전에 깨워", ["일곱 시 사십 분: 07:40?"]),
        ("7:30에", ["7:30: 07:30?"]),
        ("07:00에", ["07:00: 07:00"]),
        ("오후 7:30", ["오후 7:30: 19:30"]),
        ("19:00", ["19:00: 19:00"]),
        ("저녁 7시부터 9시까지", ["저녁 7시: 19:00", "9시: 09:00?"]),
        ("3시간 뒤 말고 3시에", ["3시간: 10800 s", "3시: 03:00?"]),
        ("다섯시에 십 분 동안", ["다섯시: 05:00?", "십 분: 600 s"]),
        ("7시 정각에", ["7시 정각: 07:00?"]),
        ("pm 7시", ["pm 7시: 19:00"]),
    ],
)
def test_times_of_day_are_read_in_korean(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("매일 아침 7시에", [f"매일: {WEEK}", "아침 7시: 07:00"]),
        ("평일 일곱 시", [f"평일: {WORKDAYS}", "일곱 시: 07:00?"]),
        ("평일마다 6시 반", [f"평일마다: {WORKDAYS}", "6시 반: 06:30?"]),
        ("출근하는 날은", [f"출근하는 날: {WORKDAYS}"]),
        ("주중에는", [f"주중에는: {WORKDAYS}"]),
        ("주말 아침", ["주말: sat sun"]),
        ("월수금 8시", ["월수금: mon wed fri", "8시: 08:00?"]),
        ("월, 수, 금 저녁 6시", ["월, 수, 금: mon wed fri", "저녁 6시: 18:00"]),
        ("월요일마다", ["월요일마다: mon"]),
        ("월요일이랑 수요일", ["월요일이랑 수요일: mon wed"]),
        ("화요일, 목요일", ["화요일, 목요일: tue thu"]),
        ("매주 일요일 오전 9시", ["매주 일요일: sun", "오전 9시: 09:00"]),
        ("매주 화목", ["매주 화목: tue thu"]),
        ("월요일부터 금요일까지", [f"월요일부터 금요일까지: {WORKDAYS}"]),
        ("월~금 7시", [f"월~금: {WORKDAYS}", "7시: 07:00?"]),
        ("주말 빼고 매일", [f"주말 빼고 매일: {WORKDAYS}"]),
        ("아침마다 7시에", [f"아침마다: {WEEK}", "7시: 07:00?"]),
        ("토일 10시", ["토일: sat sun", "10시: 10:00?"]),
    ],
)
def test_days_are_read_in_korean(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("빨간색으로", ["빨간색: red"]),
        ("불을 빨강으로", ["빨강: red"]),
        ("파란 불", ["파란: blue"]),
        ("초록으로", ["초록: green"]),
        ("연두색", ["연두색: yellowgreen"]),
        ("노란색", ["노란색: yellow"]),
        ("주황", ["주황: orange"]),
        ("전등 색깔을 보라색으로", ["보라색: purple"]),
        ("핑크로", ["핑크: pink"]),
        ("분홍 빛으로", ["분홍 빛: pink"]),
        ("하늘색", ["하늘색: skyblue"]),
        ("남색으로", ["남색: navy"]),
        ("하얀색", ["하얀색: white"]),
        ("청록색으로", ["청록색: turquoise"]),
        ("라벤더 색으로", ["라벤더 색: lavender"]),
        ("조명파란색으로", ["파란색: blue"]),
        ("최대로", ["최대: max"]),
        ("볼륨 최고로", ["최고: max"]),
        ("제일 밝게", ["제일 밝: max"]),
        ("가장 어둡게 해줘", ["가장 어둡: min"]),
        ("최대한 조용하게", ["최대한 조용: min"]),
        ("끝까지 올려", ["끝까지: max"]),
        ("끝까지 내려줘", ["끝까지: min"]),
        ("최소로", ["최소: min"]),
        ("최저로", ["최저: min"]),
    ],
)
def test_colours_and_extremes_are_read_in_korean(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "이 방 불 꺼줘",
        "일 끝나면 알려줘",
        "우유 사 줘",
        "오늘 날씨 어때",
        "구글 꺼줘",
        "이불 빨래 돌려줘",
        "오디오 꺼",
        "육개장 레시피 알려줘",
        "공기청정기 켜줘",
        "그냥 두고 불만 꺼",
        "한번 더 해줘",
        "세탁기 돌려",
        "네 켜주세요",
        "삼성 티비 켜",
        "이층 불 꺼줘",
        "2층 불 다 꺼줘",
        "이거 켜줘",
        "일어나면 켜줘",
        "이따가 꺼줘",
        "분위기 있게 해줘",
        "도어락 잠겼어?",
        "하나도 안 켜졌어",
        "하나만 켜줘",
        "그 일도 끝났어",
        "이 프로 틀어줘",
        "이번 주 날씨 알려줘",
        "이번에는 꺼줘",
        "이만큼만 올려줘",
        "커튼 사이로 빛이 들어와",
        "일로 와",
        "다시 켜줘",
        "역시 안 되네",
        "이 시간에 누가 왔어",
        "이분 누구야",
        "구분해서 꺼줘",
        "이 분위기 좋아",
        "이 초콜릿 먹어도 돼?",
        "문 열 때 알려줘",
        "한시도 쉬지 마",
        "오일 히터 꺼줘",
        "이사 가기 전에",
        "금일 일정 알려줘",
        "켜보라고 했지",
        "지금 색깔 뭐야",
        "자주 켜지네",
        "이 색 말고 다른 거",
        "3월 5일에",
        "제발 조용히 해",
        "세상에서 제일 좋아",
        "사람 있어?",
        "삼겹살 구워줘",
        "두 사람 다 나갔어?",
        "소리 이 정도로 유지해",
        "백색소음 틀어줘",
        "화이트 노이즈 틀어줘",
        "열 좀 내려줘",
        "시계 꺼줘",
        "사실 괜찮아",
        "오븐 켜졌어?",
        "영화 틀어줘",
        "공부방 불 켜줘",
        "천천히 닫아줘",
        "백화점 몇 시에 닫아",
        "이 도시 날씨",
        "일단 꺼줘",
        "만화 틀어줘",
        "구역 청소해줘",
    ],
)
def test_korean_words_that_look_like_numerals_are_not_read(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("set the AC to 24 degrees", ["24 degrees: 24C"]),
        ("set the AC to twenty one", ["twenty one: 21"]),
        ("set it to twenty-one degrees", ["twenty-one degrees: 21C"]),
        ("72 degrees fahrenheit", ["72 degrees fahrenheit: 72F"]),
        ("72°F please", ["72°F: 72F"]),
        ("21 and a half degrees", ["21 and a half degrees: 21.5C"]),
        ("twenty point five degrees", ["twenty point five degrees: 20.5C"]),
        ("freezer to minus 18", ["minus 18: -18"]),
        ("freezer to minus eighteen", ["minus eighteen: -18"]),
        ("freezer to -18", ["-18: -18"]),
        ("freezer to -18 degrees", ["-18 degrees: -18C"]),
        ("up a couple of degrees", ["a couple of degrees: 2C"]),
        ("knock the heating up two degrees", ["two degrees: 2C"]),
        ("a degree warmer", ["a degree: 1C"]),
        ("brightness 50%", ["50%: 50%"]),
        ("fifty percent", ["fifty percent: 50%"]),
        ("a hundred percent", ["a hundred percent: 100%"]),
        ("one hundred and twenty", ["one hundred and twenty: 120"]),
        ("dim it to 30 percent", ["30 percent: 30%"]),
        ("curtains halfway", ["halfway: 50%"]),
        ("open the blinds half way", ["half way: 50%"]),
        ("set it to half", ["half: 50%"]),
        ("open it a quarter", ["a quarter: 25%"]),
        ("three quarters open", ["three quarters: 75%"]),
        ("two thirds", ["two thirds: 67%"]),
        ("one and a half", ["one and a half: 1.5"]),
        ("channel seven", ["seven: 7"]),
        ("channel one", ["one: 1"]),
        ("set the fan to one", ["one: 1"]),
        ("hdmi 2", ["2: 2"]),
        ("volume 15", ["15: 15"]),
        ("set volume to 18.5", ["18.5: 18.5"]),
        ("turn the volume up by 10", ["10: 10"]),
        ("lower the temperature by two", ["two: 2"]),
        ("set the thermostat at 21", ["21: 21"]),
        ("two notches up", ["two notches: 2 step"]),
        ("a notch louder", ["a notch: 1 step"]),
        ("4000 kelvin", ["4000 kelvin: 4000K"]),
        ("2700K", ["2700K: 2700K"]),
        ("four thousand kelvin", ["four thousand kelvin: 4000K"]),
        ("warm white", ["warm white: 2700K"]),
        ("daylight", ["daylight: 6500K"]),
        ("cool white please", ["cool white: 6500K"]),
        ("red and blue", ["red: red", "blue: blue"]),
        ("make the kitchen light blue", ["blue: blue"]),
        ("set it to light blue", ["light blue: lightblue"]),
        ("full brightness", ["full brightness: max"]),
        ("at full", ["full: max"]),
        ("as bright as possible", ["as bright as possible: max"]),
        ("all the way down", ["all the way down: min"]),
        ("all the way up", ["all the way up: max"]),
        ("maximum", ["maximum: max"]),
        ("minimum volume", ["minimum: min"]),
        ("lowest setting", ["lowest: min"]),
    ],
)
def test_numbers_are_read_in_english(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 30 minutes", ["30 minutes: 1800 s"]),
        ("in five minutes turn off this light", ["five minutes: 300 s"]),
        ("an hour and a half", ["an hour and a half: 5400 s"]),
        ("one and a half hours", ["one and a half hours: 5400 s"]),
        ("1 and a 1/2 hours", ["1 and a 1/2 hours: 5400 s"]),
        ("half an hour", ["half an hour: 1800 s"]),
        ("a half hour timer", ["a half hour: 1800 s"]),
        ("timer for a quarter of an hour", ["a quarter of an hour: 900 s"]),
        ("three quarters of an hour", ["three quarters of an hour: 2700 s"]),
        ("an hour twenty", ["an hour twenty: 4800 s"]),
        ("an hour and twenty minutes", ["an hour and twenty minutes: 4800 s"]),
        ("2 hours 15", ["2 hours 15: 8100 s"]),
        ("give it two more minutes", ["two more minutes: 120 s"]),
        ("the four hours one", ["four hours: 14400 s"]),
        ("90 seconds", ["90 seconds: 90 s"]),
        ("a couple of minutes", ["a couple of minutes: 120 s"]),
        ("1 hour, 2 minutes and 3 seconds", ["1 hour, 2 minutes and 3 seconds: 3723 s"]),
        ("5-minute timer", ["5-minute: 300 s"]),
        ("ten minute timer", ["ten minute: 600 s"]),
        ("1h30m", ["1h30m: 5400 s"]),
        ("for 7 minutes", ["7 minutes: 420 s"]),
        ("a minute and a half", ["a minute and a half: 90 s"]),
        ("in two days", ["two days: 172800 s"]),
        ("timer for 1:30", ["1:30: 90 s"]),
        ("twenty five minutes", ["twenty five minutes: 1500 s"]),
    ],
)
def test_lengths_of_time_are_read_in_english(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at 7", ["7: 07:00?"]),
        ("by 7", ["7: 07:00?"]),
        ("at 7 am", ["7 am: 07:00"]),
        ("8pm", ["8pm: 20:00"]),
        ("elevenpm", ["elevenpm: 23:00"]),
        ("2:20: fan on", ["2:20: 02:20?"]),
        ("8 p.m.", ["8 p.m.: 20:00"]),
        ("at 7:30", ["7:30: 07:30?"]),
        ("at 07:00", ["07:00: 07:00"]),
        ("7:30 pm", ["7:30 pm: 19:30"]),
        ("730pm", ["730pm: 19:30"]),
        ("seven thirty", ["seven thirty: 07:30?"]),
        ("at seven thirty five", ["seven thirty five: 07:35?"]),
        ("at seven oh five", ["seven oh five: 07:05?"]),
        ("six thirty am", ["six thirty am: 06:30"]),
        ("quarter to six", ["quarter to six: 05:45?"]),
        ("a quarter past 8", ["a quarter past 8: 08:15?"]),
        ("half past nine", ["half past nine: 09:30?"]),
        ("half past nine pm", ["half past nine pm: 21:30"]),
        ("half seven", ["half seven: 07:30?"]),
        ("ten to one", ["ten to one: 12:50?"]),
        ("turn it on from 8 to 10", ["8: 08:00?", "10: 10:00?"]),
        ("between seven and nine", ["seven: 07:00?", "nine: 09:00?"]),
        ("from 6 pm until midnight", ["6 pm: 18:00", "midnight: 00:00"]),
        ("turn the volume from 5 to 10", ["5: 5", "10: 10"]),
        ("at 11 every night", ["11: 23:00", f"every night: {WEEK}"]),
        ("twenty past four in the afternoon", ["twenty past four in the afternoon: 16:20"]),
        ("quarter to twelve at night", ["quarter to twelve at night: 23:45"]),
        ("7 o'clock", ["7 o'clock: 07:00?"]),
        ("seven o clock", ["seven o clock: 07:00?"]),
        ("noon", ["noon: 12:00"]),
        ("at midnight", ["midnight: 00:00"]),
        ("12 am", ["12 am: 00:00"]),
        ("12 pm", ["12 pm: 12:00"]),
        ("at 8 tonight", ["8 tonight: 20:00"]),
        ("tonight at 8", ["8: 20:00"]),
        ("tomorrow morning at 7", ["7: 07:00"]),
        ("6 in the morning", ["6 in the morning: 06:00"]),
        ("2 at night", ["2 at night: 02:00"]),
        ("11 at night", ["11 at night: 23:00"]),
        ("wake me up at 6:45", ["6:45: 06:45?"]),
        ("alarm for 7", ["7: 07:00?"]),
        ("every evening at 9", [f"every evening: {WEEK}", "9: 21:00"]),
        ("every weekday at 7:30", [f"every weekday: {WORKDAYS}", "7:30: 07:30?"]),
        ("on weekends at ten", ["on weekends: sat sun", "ten: 10:00?"]),
        ("on mondays and fridays", ["on mondays and fridays: mon fri"]),
        (
            "every monday, wednesday and friday at 6 pm",
            ["every monday, wednesday and friday: mon wed fri", "6 pm: 18:00"],
        ),
        ("monday through friday", [f"monday through friday: {WORKDAYS}"]),
        ("every day at 7", [f"every day: {WEEK}", "7: 07:00?"]),
        ("at 7 every school day", ["7: 07:00?", f"every school day: {WORKDAYS}"]),
        ("every morning", [f"every morning: {WEEK}"]),
        ("set the living room light to 7", ["7: 7"]),
        ("for 7 minutes at 7", ["7 minutes: 420 s", "7: 07:00?"]),
    ],
)
def test_times_and_days_are_read_in_english(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "turn this one off",
        "that one too",
        "another one please",
        "the one in the kitchen",
        "the second floor lights",
        "lights on the first floor",
        "turn it on for me",
        "it may rain",
        "to the kitchen",
        "play some white noise",
        "no one is home",
        "one of the lamps",
        "go ahead and turn it off",
        "2nd floor",
        "is the fridge full",
        "someone is at the door",
        "pm 2.5",
        "half of the lights",
        "everyone out",
    ],
)
def test_english_words_that_look_like_numerals_are_not_read(text: str) -> None:
    assert said(text) == []
