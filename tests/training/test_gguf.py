"""What is exported, run by llama.cpp on token ids: what it writes, and how sure it is."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gguf
import httpx
import numpy as np
import pytest
import torch

from ondol.errors import InvalidModelError
from ondol.llama import Llama, Tokenizer, chat_format
from ondol.llama.constraint import Unconstrained
from ondol.llama.llama3_tokenizer import Llama3Tokenizer
from ondol.llama.quantised import write as write_int8
from ondol.llama.weights import load_tensors
from ondol.training.gguf import write
from tests.llama.published import DATA, LINES, NANO, PUBLISHED, edit, made

pytestmark = [
    pytest.mark.timeout(90),  # transformers takes its time to be imported
    pytest.mark.enable_socket,  # llama.cpp's server, on the loopback
]

TEMPLATE = "{{ bos_token }}{% for m in messages %}{{ m['content'] }}{% endfor %}"


@pytest.fixture(scope="module")
def transformers() -> Any:
    torch.set_num_threads(1)
    return pytest.importorskip("transformers")


def published(transformers: Any, folder: Path, **changes: Any) -> Path:
    """A random Llama with what Llama 3.2 1B has, and a tokenizer, as a user downloads them."""
    size = len(DATA["model"]["vocab"]) + len(DATA["added_tokens"])
    begin, *_, end = (token["id"] for token in DATA["added_tokens"])
    made(
        transformers,
        vocab_size=size + 3,
        bos_token_id=begin,
        eos_token_id=end,
        **changes,
    ).save_pretrained(folder, max_shard_size="200KB")
    (folder / "tokenizer.json").write_text(json.dumps(DATA), encoding="utf-8")
    (folder / "chat_template.jinja").write_text(TEMPLATE, encoding="utf-8")
    return folder


Ask = Callable[..., dict[str, Any]]
Start = Callable[..., Ask]


@pytest.fixture
def llama_cpp() -> Iterator[Start]:
    """Starts llama.cpp on a file, all in float32, on one thread."""
    x = pytest.importorskip("xllamacpp")
    servers = []

    def started(path: Path, **changes: object) -> Ask:
        params = x.CommonParams()
        params.model.path, params.port = str(path), 0
        params.n_ctx, params.n_parallel, params.n_gpu_layers = 512, 1, 0
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
        params.warmup, params.verbosity = False, -1
        params.cache_type_k = params.cache_type_v = x.ggml_type.GGML_TYPE_F32
        params.flash_attn_type = x.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
        for name, value in changes.items():
            setattr(params, name, value)
        servers.append(x.Server(params))

        def ask(path: str, **asked: Any) -> dict[str, Any]:
            found = httpx.post(servers[-1].listening_address + path, json=asked, timeout=60)
            answer: dict[str, Any] = found.raise_for_status().json()
            return answer

        return ask

    yield started
    servers.clear()


def same(llama: Llama, ask: Ask, prompts: list[list[int]]) -> None:
    """Compare the likeliest tokens, and how likely they are."""
    lengths = set()
    for prompt in prompts:
        every = Unconstrained(llama.config.vocab_size, llama.config.eos_token_id)
        ours = llama.generate(prompt, every, max_tokens=25)
        asked = {"n_predict": 25, "temperature": 0, "cache_prompt": False}
        theirs = ask("/completion", prompt=prompt, return_tokens=True, n_probs=1, **asked)
        assert theirs["tokens"] == list(ours.ids)
        # it leaves out those that end amid a character
        told = [(one["id"], one["logprob"]) for one in theirs["completion_probabilities"]]
        left = iter(zip(ours.ids, ours.logprobs, strict=True))
        for token, logprob in told:
            assert any(token == t and abs(logprob - found) < 1e-3 for t, found in left)
        lengths.add(len(told))
    assert max(lengths) > 3, "else little was compared"


@pytest.fixture(scope="module")
def nano_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gguf") / "nano.gguf"
    write(NANO, path)
    return path


def test_llama_cpp_writes_what_nano_writes(nano_file: Path, llama_cpp: Start) -> None:
    tokenizer = Tokenizer.load(NANO / "tokenizer.json")
    texts = ("거실 불 꺼 줘", "turn on the lights", "에어컨 스물네 도로", "is it raining?", "뷁 🙂")
    prompts = [tokenizer.encode(text) for text in texts]
    random = np.random.default_rng(3).integers(0, len(tokenizer), (6, 40)).tolist()
    same(Llama.load(NANO), llama_cpp(nano_file), [*prompts, *random])


def test_nano_in_int8_is_exported_as_what_it_is(tmp_path: Path, llama_cpp: Start) -> None:
    write_int8(NANO, tmp_path / "int8")
    write(tmp_path / "int8", tmp_path / "int8.gguf")
    prompts = np.random.default_rng(4).integers(0, 6000, (3, 20)).tolist()
    same(Llama.load(tmp_path / "int8"), llama_cpp(tmp_path / "int8.gguf"), prompts)


def test_the_gguf_package_reads_every_field_and_tensor(nano_file: Path) -> None:
    reader = gguf.GGUFReader(nano_file)
    fields = {name: field.contents() for name, field in reader.fields.items()}
    nano = Llama.load(NANO)
    tokenizer = Tokenizer.load(NANO / "tokenizer.json")
    assert fields["general.architecture"] == "llama"
    assert fields["llama.attention.head_count_kv"] == nano.config.num_key_value_heads
    assert [fields["tokenizer.ggml.tokens"][at] for at in (0, 1, tokenizer.id("<act>"))] == [
        "<s>",
        "</s>",
        "<act>",
    ]
    tensors = {tensor.name: tensor for tensor in reader.tensors}
    assert len(tensors) == 2 + 9 * nano.config.num_hidden_layers
    assert {tensor.tensor_type for tensor in reader.tensors} == {gguf.GGMLQuantizationType.F32}
    assert all(tensor.data_offset % 32 == 0 for tensor in reader.tensors)
    stored = load_tensors(NANO / "model.safetensors")
    for theirs, ours in (
        ("token_embd.weight", "model.embed_tokens.weight"),
        ("blk.3.ffn_down.weight", "model.layers.3.mlp.down_proj.weight"),
    ):
        np.testing.assert_array_equal(tensors[theirs].data, stored[ours])


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"tie_word_embeddings": False, "rope_scaling": {**PUBLISHED, "factor": 8.0}},
        {"rope_scaling": None},
    ],
    ids=["as 3.2", "as 3.1", "as 3"],
)
def test_llama_cpp_writes_what_a_published_llama_writes(
    transformers: Any, tmp_path: Path, llama_cpp: Start, changes: dict[str, Any]
) -> None:
    folder = published(transformers, tmp_path / "llama", **changes)
    write(folder, tmp_path / "llama.gguf")
    llama, complete = Llama.load_published(folder), llama_cpp(tmp_path / "llama.gguf")
    same(llama, complete, np.random.default_rng(5).integers(0, 400, (5, 200)).tolist())


def test_llama_cpp_reads_text_as_the_published_tokenizer_does(
    transformers: Any, tmp_path: Path, llama_cpp: Start
) -> None:
    folder = published(transformers, tmp_path / "llama")
    write(folder, tmp_path / "llama.gguf")
    ask = llama_cpp(tmp_path / "llama.gguf")
    tokenizer = Llama3Tokenizer.load(folder / "tokenizer.json")
    for line in LINES:
        ids = [tokenizer.id("<|begin_of_text|>"), *tokenizer.encode(line)]
        assert ask("/tokenize", content=line, add_special=True)["tokens"] == ids
        assert ask("/detokenize", tokens=ids[1:])["content"] == line


def test_llama_cpp_has_the_same_form_of_conversations(
    transformers: Any, tmp_path: Path, llama_cpp: Start
) -> None:
    folder = published(transformers, tmp_path / "llama")
    (folder / "chat_template.jinja").unlink()
    write(folder, tmp_path / "llama.gguf")
    ask = llama_cpp(tmp_path / "llama.gguf", chat_template="llama3", use_jinja=False)
    roles: list[chat_format.Role] = ["system", "user", "assistant", "user"]
    messages = [chat_format.Message(role=r, text=t) for r, t in zip(roles, LINES, strict=False)]
    asked = [{"role": message.role, "content": message.text} for message in messages]
    found = ask("/apply-template", messages=asked)["prompt"]
    assert chat_format.BEGIN + found == chat_format.shown(messages)


def test_the_chat_template_of_the_folder_goes_along(transformers: Any, tmp_path: Path) -> None:
    folder = published(transformers, tmp_path / "llama")

    def template() -> object:
        write(folder, tmp_path / "llama.gguf")
        field = gguf.GGUFReader(tmp_path / "llama.gguf").fields.get("tokenizer.chat_template")
        return field and field.contents()

    assert template() == TEMPLATE
    (folder / "chat_template.jinja").unlink()
    assert template() is None
    (folder / "tokenizer_config.json").write_text(json.dumps({"chat_template": "{{ 1 }}"}))
    assert template() == "{{ 1 }}"


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write(NANO, tmp_path / "nano.gguf", progress=lambda done, all_: told.append((done, all_)))
    assert [done for done, _ in told] == list(range(told[0][1] + 1))


def test_what_cannot_be_exported_leaves_no_file(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(NANO, tmp_path / "nano"))
    edit(folder / "config.json", rope_theta=20_000.0)
    with pytest.raises(InvalidModelError, match="damaged"):
        write(folder, tmp_path / "nano.gguf")
    (folder / "manifest.json").unlink()
    with pytest.raises(InvalidModelError, match="not a tokenizer of Llama 3"):
        write(folder, tmp_path / "nano.gguf")
    assert [path.name for path in tmp_path.iterdir()] == ["nano"]
