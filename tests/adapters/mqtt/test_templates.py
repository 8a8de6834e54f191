import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.adapters.mqtt.templates import CostlyTemplateError, TemplateError, compiled


@pytest.mark.parametrize(
    ("source", "payload", "made"),
    [
        ("{{ value_json.state }}", '{"state": "ON"}', "ON"),
        ("{{ value_json['temp'] | float(0) | round(1) }}", '{"temp": "21.46"}', "21.5"),
        ("{{ value | int / 2 }}", "5", "2.5"),
        ("{{ value_json.a.b | default('x') }}", '{"a": {}}', "x"),
        ("{{ value_json.on | iif('on', 'off') }}", '{"on": true}', "on"),
        ("{{ {'a': '1', 'b': '2'}[value] }}", "b", "2"),
        ("{{ [value_json.r, value_json.g] | join(',') }}", '{"r": 1, "g": 2}', "1,2"),
        ("{% if value_json.x > 3 %}ON{% else %}OFF{% endif %}", '{"x": 4}', "ON"),
        ("{% for i in value_json.l %}{{ i }};{% endfor %}", '{"l": [1, 2]}', "1;2;"),
        ("{{ '%02x' | format(255) }}", "", "ff"),
        ("{{ '{:.1f}'.format(2.25) }}", "", "2.2"),
        ("{{ value.split(',')[1] | trim }}", "a, b", "b"),
        ("{{ value_json.l | selectattr('a', 'eq', 1) | list | length }}", '{"l": [{"a": 1}]}', "1"),
        ("{{ value_json.values }}", '{"values": 5}', "5"),
        ("{{ value ~ '!' ~ 3 }}", "x", "x!3"),
        ("{{ dict(a=1) | to_json }}", "", '{"a": 1}'),
        ("{{ (value_json.l | map('int') | sum) }}", '{"l": ["1", 2]}', "3"),
        ("{{ value | bool }}", "on", "True"),
        (
            "{% set ns = namespace(t=0) %}{% for i in range(5) %}"
            "{% set ns.t = ns.t + i %}{% endfor %}{{ ns.t }}",
            "",
            "10",
        ),
        ("{{ value_json is defined }}", "no json", "False"),
        ("  spaces around {{ value }}  ", "x", "spaces around x"),
    ],
)
def test_devices_templates_mean_what_they_do_in_home_assistant(
    source: str, payload: str, made: str
) -> None:
    assert compiled(source).of(payload) == made


BIG = json.dumps(list(range(10_000)))
LOOP = "{% for a in range(1000) %}"


@pytest.mark.parametrize(
    "source",
    [
        LOOP * 3 + "x" + "{% endfor %}" * 3,
        LOOP + "{{ value_json | sort | length }}{% endfor %}",
        LOOP + "{{ value_json | select('in', value_json) | list | length }}{% endfor %}",
        LOOP + "{{ value_json == value_json }}{% endfor %}",
        LOOP + "{{ 'b' * 60000 in 'a' * 60000 }}{% endfor %}",
        LOOP + "{% set y = value.upper().lower() %}{% endfor %}",
        "{{ value_json | map('map', 'map') | list }}",
    ],
)
def test_a_template_that_loops_ends_with_a_clear_error(source: str) -> None:
    with pytest.raises(CostlyTemplateError, match="steps: does it loop"):
        compiled(source).of(BIG)


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'a' * 10**9 }}",
        "{{ [1] * 10**9 }}",
        "{{ 10 ** 1000000000 }}",
        "{{ range(10**9) | list }}",
        "{{ 'a'.center(10**9) }}",
        "{{ 'a'.zfill(10**9) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%999999999d' | format(1) }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ '{:{w}}'.format(1, w=10**9) }}",
        "{{ ('a' * 60000) | replace('a', 'b' * 60000) }}",
        "{{ ('a' * 60000).replace('a', 'b' * 60000) }}",
        "{{ ('b' * 60000).join(value_json | map('string')) }}",
        "{% set x = 'a' * 1000 %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
        "{% set x = 'a' * 1000 %}" + "{% set x = x + x %}" * 40 + "{{ x }}",
        "{% set x = [1, 1] %}" + "{% set x = [x, x] %}" * 40 + "{{ x == x }}",
        "{% set x = 7 %}" + "{% set x = x * x %}" * 40 + "{{ x }}",
        LOOP + "{{ 'a' * 1000 }}{% endfor %}",
    ],
)
def test_a_template_that_grows_ends_with_a_clear_error(source: str) -> None:
    with pytest.raises(TemplateError):
        compiled(source).of(BIG)


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "macro is not allowed"),
        ("{% include 'a' %}", "include is not allowed"),
        ("{% set x %}a{% endset %}", "assignblock is not allowed"),
        ("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}", "recursive loop"),
        ("{{ value | regex_replace('(a+)+$', '') }}", "no filter 'regex_replace'"),
        ("{{ value | batch(10) }}", "no filter 'batch'"),
        ("{{ max(*value) }}", "are not allowed"),
        ("{{ value", "no valid template"),
        ("{{ " + "not " * 1000 + "1 }}", "recursion"),
        ("{{ 1" + " + 1" * 900 + " }}", "nested deeper"),
        ("x" * 9_000, "longer than"),
    ],
)
def test_what_is_not_allowed_is_refused_before_it_runs(source: str, what: str) -> None:
    with pytest.raises(TemplateError, match=what):
        compiled(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ value.upper.__func__.__globals__ }}",
        "{{ value_json.append(1) }}",
        "{{ lipsum(5) }}",
        "{{ cycler }}{{ cycler(1) }}",
        "{{ self }}",
        "{{ loop }}",
        "{{ dict.fromkeys }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ value | attr('__class__') }}",
        "{{ int.__self__ }}",
    ],
)
def test_pythons_internals_are_out_of_reach(source: str) -> None:
    try:
        made = compiled(source).of(BIG)
    except TemplateError:
        return
    assert made == ""


@given(st.text(alphabet="{}%ab1+*~|()[].'\" ,_=<>forinset", max_size=80), st.text(max_size=40))
def test_whatever_stands_in_a_template_only_a_template_error_comes_out(
    source: str, payload: str
) -> None:
    try:
        compiled(source).of(payload)
    except TemplateError:
        return


_PIECES = st.sampled_from(
    [
        *("{{", "}}", "{%", "%}", " for x in value ", " endfor ", " if value ", " endif "),
        *(" set x = ", "value", "value_json", "x", "loop.index", " | ", " ~ ", " * ", " + ", "[0]"),
        *("range(1000)", "'a'", "10", "(", ")", "map('string')", "list", "sort", "join('x')"),
        *("replace('a', 'aa')", ".upper()", ".split('a')", "default(1)", "to_json", " in ", "**"),
    ]
)


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_no_mix_of_allowed_parts_escapes_its_limits(source: str) -> None:
    try:
        made = compiled(source).of('["aaa", 1, {"a": 2}]')
    except TemplateError:
        return
    assert len(made) <= 65_536
