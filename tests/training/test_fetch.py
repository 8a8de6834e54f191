"""Owners here are real git repositories on this disk; what they hold is written for these tests."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondol.language.normalise import key
from ondol.training.corpus.assemble import Exclusion
from ondol.training.corpus.datasets import templates
from ondol.training.fetch import (
    SOURCES,
    STORE,
    Failed,
    Fetched,
    Foreign,
    Present,
    Result,
    Source,
    fetch,
    main,
    run,
    sources,
    told,
)
from ondol.training.forms import FORMS, Row, Unread, clinc150, home_llm, hwu64, slurp

NONE = Exclusion(frozenset())
SENTENCES = (
    ("put the porch light out", "put the [device_type : porch light] out", "iot_hue_lightoff"),
    ("wake me at ten on monday", "wake me at [time : ten] on [date : Monday]", "alarm_set"),
    ("how tall is the moon", "how tall is the moon", "qa_factoid"),
)
LINES = "".join(
    json.dumps({"sentence": said, "sentence_annotation": annotated, "intent": intent}) + "\n"
    for said, annotated, intent in SENTENCES
)


class Owner:
    """A repository that an owner keeps, and that can be fetched from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "uploadpack.allowAnySHA1InWant", "true")
        self.git("config", "uploadpack.allowFilter", "true")

    def git(self, *arguments: str) -> str:
        who = ["-c", "user.name=owner", "-c", "user.email=owner@example.org"]
        clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        done = subprocess.run(  # noqa: S603 - our own arguments
            ["git", *who, *arguments],  # noqa: S607 - the one that the product would find
            cwd=self.folder,
            check=True,
            capture_output=True,
            env={**clean, "GIT_CONFIG_GLOBAL": os.devnull},
        )
        return done.stdout.decode().strip()

    def commit(self, files: Mapping[str, str | bytes]) -> str:
        for path, content in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "a set")
        return self.git("rev-parse", "HEAD")

    def source(self, commit: str, paths: Sequence[str] = ("text/devel.jsonl",)) -> Source:
        return Source(
            name="slurp.en.dev",
            title="a set",
            url=self.folder.as_uri(),
            commit=commit,
            paths=paths,
            form="slurp",
            license="CC-BY-4.0",
            attribution="An Owner",
        )


@pytest.fixture
def owner(tmp_path: Path) -> Owner:
    return Owner(tmp_path / "owner")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "sets"


def fetched(source: Source, folder: Path, exclusion: Exclusion = NONE) -> Result:
    return next(fetch([source], folder, exclusion))


def rows(folder: Path, name: str = "slurp.en.dev") -> list[dict[str, object]]:
    text = (folder / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def utterances(folder: Path) -> list[object]:
    return [row["utterance"] for row in rows(folder)]


# What comes


def test_a_set_is_taken_at_its_commit_and_written_in_our_form(owner: Owner, folder: Path) -> None:
    commit = owner.commit({"text/devel.jsonl": LINES})
    owner.commit({"text/devel.jsonl": "later, the owner wrote something else\n"})
    result = fetched(owner.source(commit), folder)
    assert isinstance(result, Fetched)
    assert result.number_rows == 3
    assert rows(folder)[1] == {
        "utterance": "wake me at ten on monday",
        "intent": "alarm_set",
        "slots": {"time": "ten", "date": "Monday"},
        "lang": "en",
        "source": "slurp.en.dev.00001",
        "license": "CC-BY-4.0",
    }


def test_what_was_fetched_is_what_training_reads(owner: Owner, folder: Path) -> None:
    fetched(owner.source(owner.commit({"text/devel.jsonl": LINES})), folder)
    made = {one["text"]: one["frames"] for one in templates(folder)}
    light = {"kind": "act", "target": {"type": "light"}, "set": {"on": False}}
    assert made["put the porch light out"] == [light]
    assert made["how tall is the moon"] == [{"kind": "chat"}]


def test_a_folder_of_the_owner_is_taken_whole_in_the_order_of_names(
    owner: Owner, folder: Path
) -> None:
    first, second = LINES.splitlines()[:2]
    commit = owner.commit({"text/b.jsonl": second, "text/a.jsonl": first, "other.jsonl": LINES})
    fetched(owner.source(commit, ["text"]), folder)
    assert utterances(folder) == [SENTENCES[0][0], SENTENCES[1][0]]


def test_what_is_not_named_is_never_asked_for(owner: Owner, folder: Path) -> None:
    commit = owner.commit({"text/devel.jsonl": LINES, "text/test.jsonl": "an exam\n"})
    name = owner.git("rev-parse", f"{commit}:text/test.jsonl")
    # the owner could not send it any more: had it been asked for, the fetch would fail
    (owner.folder / ".git" / "objects" / name[:2] / name[2:]).unlink()
    assert isinstance(fetched(owner.source(commit), folder), Fetched)


def test_a_server_that_cannot_filter_is_fetched_from_too(owner: Owner, folder: Path) -> None:
    commit = owner.commit({"text/devel.jsonl": LINES, "text/test.jsonl": "an exam\n"})
    owner.git("config", "uploadpack.allowFilter", "false")
    assert isinstance(fetched(owner.source(commit), folder), Fetched)
    assert utterances(folder) == [said for said, _, _ in SENTENCES]


def test_what_a_hook_tells_git_leads_nowhere_else(
    owner: Owner, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = owner.commit({"text/devel.jsonl": LINES})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "of-the-hook"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path / "objects-of-the-hook"))
    assert isinstance(fetched(owner.source(commit), folder), Fetched)
    assert not (tmp_path / "of-the-hook").exists()
    assert not (tmp_path / "objects-of-the-hook").exists()


# What is left out


def test_an_utterance_of_an_exam_is_left_out_and_the_others_keep_their_numbers(
    owner: Owner, folder: Path
) -> None:
    exam = Exclusion(frozenset({key("Put the porch-light OUT!")}))
    commit = owner.commit({"text/devel.jsonl": LINES})
    result = fetched(owner.source(commit), folder, exam)
    assert isinstance(result, Fetched)
    assert result.number_in_exams == 1
    assert [row["source"] for row in rows(folder)] == ["slurp.en.dev.00001", "slurp.en.dev.00002"]


def test_other_exams_make_a_set_anew(owner: Owner, folder: Path) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    fetched(source, folder)
    exam = Exclusion(frozenset({key("how tall is the moon")}))
    assert isinstance(fetched(source, folder, exam), Fetched)
    assert utterances(folder) == [SENTENCES[0][0], SENTENCES[1][0]]


def test_what_is_said_twice_alike_is_kept_once(owner: Owner, folder: Path) -> None:
    again = LINES.splitlines()[2].replace("how tall", "How tall").replace("moon", "moon?")
    commit = owner.commit({"text/devel.jsonl": LINES + again})
    result = fetched(owner.source(commit), folder)
    assert isinstance(result, Fetched)
    assert (result.number_rows, result.number_repeated) == (3, 1)


# What goes wrong


def test_a_commit_that_the_owner_lacks_fails_and_the_next_set_comes(
    owner: Owner, folder: Path
) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    wrong = replace(source, name="slurp.en.other", commit="0" * 39 + "1")
    first, second = fetch([wrong, source], folder, NONE)
    assert isinstance(first, Failed)
    assert "git fetch failed" in first.reason
    assert isinstance(second, Fetched)
    assert not (folder / "slurp.en.other.jsonl").exists()


def test_an_owner_that_cannot_be_reached_fails(owner: Owner, folder: Path) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    shutil.rmtree(owner.folder)
    result = fetched(source, folder)
    assert isinstance(result, Failed)
    assert "NOT FETCHED" in told(result)


def test_a_file_that_the_commit_lacks_is_named(owner: Owner, folder: Path) -> None:
    commit = owner.commit({"text/devel.jsonl": LINES})
    result = fetched(owner.source(commit, ["text/devel.jsonl", "text/gone.jsonl"]), folder)
    assert isinstance(result, Failed)
    assert "text/gone.jsonl" in result.reason
    assert not (folder / "slurp.en.dev.jsonl").exists()


def test_a_link_is_not_followed(owner: Owner, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").write_text(LINES, encoding="utf-8")
    (owner.folder / "text").mkdir()
    (owner.folder / "text" / "devel.jsonl").symlink_to(tmp_path / "mine.jsonl")
    assert isinstance(fetched(owner.source(owner.commit({})), folder), Failed)


def test_no_git_is_said(owner: Owner, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    monkeypatch.setenv("PATH", "")
    result = fetched(source, folder)
    assert isinstance(result, Failed)
    assert "install it" in result.reason


def test_damaged_lines_are_set_aside_and_said(owner: Owner, folder: Path) -> None:
    first, *rest = LINES.splitlines()
    damaged = (
        "\n".join([first, '{"sentence": "cut o', '{"sentence": 7}', *rest]).encode() + b"\n\xff"
    )
    result = fetched(owner.source(owner.commit({"text/devel.jsonl": damaged})), folder)
    assert isinstance(result, Fetched)
    assert utterances(folder) == [said for said, _, _ in SENTENCES]
    assert [one.where.rpartition(":")[2] for one in result.unread] == ["2", "3", "6"]
    assert "3 records set aside" in told(result)
    aside = (folder / "slurp.en.dev.unread.txt").read_text(encoding="utf-8")
    assert len(aside.splitlines()) == 3


def test_a_set_of_which_nothing_can_be_read_leaves_the_one_before_it(
    owner: Owner, folder: Path
) -> None:
    fetched(owner.source(owner.commit({"text/devel.jsonl": LINES})), folder)
    later = owner.commit({"text/devel.jsonl": '{"another": "form"}\n'})
    result = fetched(owner.source(later), folder)
    assert isinstance(result, Failed)
    assert "no record of its form" in result.reason
    assert len(rows(folder)) == 3


# Again


def test_what_is_there_is_not_fetched_again(owner: Owner, folder: Path) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    fetched(source, folder)
    shutil.rmtree(owner.folder)  # nobody could be asked
    assert isinstance(fetched(source, folder), Present)


def test_an_interrupted_run_is_gone_on_with(owner: Owner, folder: Path) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    store = folder / STORE / source.name
    store.mkdir(parents=True)
    (store / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (store / "shallow.lock").touch()
    (store / "config.lock").touch()
    (folder / f"{source.name}.jsonl.part").write_text('{"utterance": "put the po', encoding="utf-8")
    assert isinstance(fetched(source, folder), Fetched)
    assert sorted(file.name for file in folder.iterdir()) == ["fetched.json", "slurp.en.dev.jsonl"]


def test_a_run_that_died_before_its_set_was_in_place_fetches_it(owner: Owner, folder: Path) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    fetched(source, folder)
    (folder / "slurp.en.dev.jsonl").unlink()  # the record is written first
    assert isinstance(fetched(source, folder), Fetched)


@pytest.mark.parametrize("record", [b"", b'{"slurp.en.dev": ', b"[]", b'{"slurp.en.dev": 3}', None])
def test_a_file_that_no_record_vouches_for_is_left_alone(
    owner: Owner, folder: Path, record: bytes | None
) -> None:
    folder.mkdir()
    (folder / "slurp.en.dev.jsonl").write_text("mine\n", encoding="utf-8")
    if record is not None:
        (folder / "fetched.json").write_bytes(record)
    result = fetched(owner.source(owner.commit({"text/devel.jsonl": LINES})), folder)
    assert isinstance(result, Foreign)
    assert "move it away" in told(result)
    assert (folder / "slurp.en.dev.jsonl").read_text(encoding="utf-8") == "mine\n"


def test_a_set_that_was_changed_by_hand_is_left_alone(owner: Owner, folder: Path) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    fetched(source, folder)
    file = folder / "slurp.en.dev.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    exam = Exclusion(frozenset({key("how tall is the moon")}))
    assert isinstance(fetched(source, folder, exam), Foreign)


# The command


def catalogue(tmp_path: Path, source: Source) -> Path:
    file = tmp_path / "sources.toml"
    one = {
        "name": source.name,
        "title": source.title,
        "url": source.url,
        "commit": source.commit,
        "form": source.form,
        "license": source.license,
        "attribution": source.attribution,
    }
    other = {
        "name": "more.ko.train",
        "title": "more",
        "page": "https://example.org/more",
        "license": "CC0-1.0",
        "attribution": "Another Owner",
        "why": "it has no checksum",
    }
    lines = [
        "[[sets]]",
        *(f"{name} = {json.dumps(value)}" for name, value in one.items()),
        f"paths = {json.dumps(list(source.paths))}",
        "[[others]]",
        *(f"{name} = {json.dumps(value)}" for name, value in other.items()),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_the_command_says_licence_owner_and_what_it_does_not_fetch(
    owner: Owner, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    assert run(folder, NONE, catalogue(tmp_path, source)) == 0
    said = capsys.readouterr().out
    assert "slurp.en.dev: 3 rows" in said
    assert "CC-BY-4.0; An Owner" in said
    assert "more.ko.train: not fetched: it has no checksum" in said
    assert "https://example.org/more" in said
    owners = (folder / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "An Owner. CC-BY-4.0" in owners
    assert "Another Owner" not in owners  # its set is not here


def test_a_file_put_beside_the_others_is_counted_as_there(
    owner: Owner, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}))
    folder.mkdir()
    (folder / "more.ko.train.jsonl").write_text("", encoding="utf-8")
    assert run(folder, NONE, catalogue(tmp_path, source)) == 0
    assert "more.ko.train: is here" in capsys.readouterr().out
    assert "Another Owner. CC0-1.0" in (folder / "ATTRIBUTION.md").read_text(encoding="utf-8")


def test_the_command_fails_when_a_set_could_not_be_had(
    owner: Owner, folder: Path, tmp_path: Path
) -> None:
    source = owner.source(owner.commit({"text/devel.jsonl": LINES}), ["nothing.jsonl"])
    assert run(folder, NONE, catalogue(tmp_path, source)) == 1


def test_a_folder_without_exams_is_not_taken_for_no_exams(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--data", str(folder), "--exams", str(tmp_path)])
    assert "--exams" in capsys.readouterr().err
    assert not folder.exists()


def test_every_source_is_pinned_to_a_commit_and_names_no_test_part() -> None:
    wanted, others = sources(SOURCES)
    names = [one.name for one in wanted] + [one.name for one in others]
    assert len(set(names)) == len(names)
    for source in wanted:
        assert len(bytes.fromhex(source.commit)) == 20
        assert source.url.startswith("https://")
        assert source.form in FORMS
        assert source.name.split(".")[1] in {"en", "ko"}
        assert not any("test" in path.lower() for path in source.paths)


# The owners' forms


def test_hwu64_gives_text_intent_and_slots_of_the_annotation() -> None:
    text = (
        "answerid;scenario;intent;answer_annotation;answer_from_anno;answer_from_user\n"
        '1;iot;hue_lightup;"more light in the [house_place : den] and the [house_place : attic]"'
        ';"more light in the den and the attic";"More light in the den; and the attic!"\n'
        'null;general;quirky;"say ""hi"" at [time : six am]";"";""\n'
    )
    assert list(hwu64({"a.csv": text.encode()})) == [
        Row(
            utterance="more light in the den and the attic",
            intent="iot_hue_lightup",
            slots={"house_place": ["den", "attic"]},
        ),
        Row(utterance='say "hi" at six am', intent="general_quirky", slots={"time": "six am"}),
    ]


def test_slurp_gives_its_sentence_and_the_slots_of_its_annotation() -> None:
    assert list(slurp({"devel.jsonl": LINES.encode()}))[1] == Row(
        utterance="wake me at ten on monday",
        intent="alarm_set",
        slots={"time": "ten", "date": "Monday"},
    )


def test_clinc150_gives_what_is_for_training_and_says_what_no_home_does() -> None:
    parts = {
        "oos_val": [["what is a val", "oos"]],
        "train": [["ten minutes on the clock please", "timer"], ["pay my rent", "pay_bill"]],
        "test": [["never look here", "timer"]],
        "oos_train": [["who sang that in 1970", "oos"]],
    }
    assert list(clinc150({"data.json": json.dumps(parts).encode()})) == [
        Row(utterance="ten minutes on the clock please", intent="timer", domain="timer"),
        Row(utterance="pay my rent", intent="pay_bill", domain="oos"),
        Row(utterance="who sang that in 1970", intent="oos", domain="oos"),
    ]


def test_home_llm_gives_a_service_and_the_device_in_its_domain() -> None:
    text = 'service_name,device_name,phrase\nlight.turn_on,den_1,"Light in the den, please"\n'
    assert list(home_llm({"pile.csv": text.encode()})) == [
        Row(
            utterance="Light in the den, please",
            intent="light.turn_on",
            slots={"device": "light.den_1"},
        )
    ]


@pytest.mark.parametrize(
    ("form", "content", "number"),
    [
        ("hwu64", b"", 0),
        ("hwu64", b"a;b\n1;2\n", 1),
        ("hwu64", b"scenario;intent;answer_annotation\niot;on;an [open : bracket\n", 1),
        ("hwu64", b"scenario;intent;answer_annotation\niot;on;\xff\n", 1),
        ("slurp", b"null\n[]\n", 2),
        ("slurp", b'{"sentence": "a", "sentence_annotation": "[a]", "intent": "b"}', 1),
        ("clinc150", b'{"train": [["cut', 2),
        ("clinc150", b'{"train": [["one"], "two", [1, 2]], "oos_train": {}}', 4),
        ("home_llm", b"service_name,device_name,phrase\n.,,\nlight.on\n", 2),
        ("home_llm", b"service_name,device_name,phrase\nlight.on,den," + b"a" * 301 + b"\n", 1),
    ],
)
def test_a_record_of_another_form_is_set_aside(form: str, content: bytes, number: int) -> None:
    read = list(FORMS[form]({"a file": content}))
    assert len(read) == number
    assert all(isinstance(one, Unread) and one.where.startswith("a file") for one in read)


@given(st.sampled_from(sorted(FORMS)), st.binary(max_size=200) | st.text(max_size=200))
def test_no_content_stops_a_reader(form: str, content: bytes | str) -> None:
    raw = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    assert all(isinstance(one, Row | Unread) for one in FORMS[form]({"a file": raw}))


WORD = st.from_regex(r"[a-z]{1,6}", fullmatch=True)


@given(st.lists(st.tuples(st.none() | WORD, WORD), min_size=1, max_size=6))
def test_an_annotation_gives_back_the_words_and_the_slots_it_was_made_of(
    pieces: list[tuple[str | None, str]],
) -> None:
    annotated = " ".join(word if slot is None else f"[{slot} : {word}]" for slot, word in pieces)
    record = {"sentence": "a", "sentence_annotation": annotated, "intent": "b"}
    plain = " ".join(word for _, word in pieces)
    [row] = slurp({"f": json.dumps(record).encode()})
    cells = f"scenario;intent;answer_annotation\na;b;{annotated}\n"
    [other] = hwu64({"f": cells.encode()})
    assert isinstance(row, Row)
    assert isinstance(other, Row)
    assert other.utterance == plain
    assert row.slots == other.slots
    said = [(name, [one] if isinstance(one, str) else one) for name, one in row.slots.items()]
    for name, values in said:
        assert values == [word for slot, word in pieces if slot == name]
    assert {name for name, _ in said} == {slot for slot, _ in pieces if slot is not None}
