"""Makes nano: `python -m ondol.training tokenizer|corpus|transfer|train|export` (runs/nano.sh)."""

import argparse
import itertools
import shutil
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import torch

from ondol.agent.frames import VOCABULARY
from ondol.llama.tokenizer import Tokenizer

from . import tokenizer
from .corpus.assemble import Exclusion
from .corpus.build import examples, texts
from .data import Examples, save
from .evaluate import scores
from .export import write
from .model import Llama, LlamaConfig
from .train import TrainConfig, keep, train
from .transfer import transfer


def main(arguments: list[str] | None = None) -> int:
    """Run one step of the making; each reads what the one before wrote."""
    parser = argparse.ArgumentParser(prog="python -m ondol.training", description=__doc__)
    parser.add_argument("step", choices=("tokenizer", "corpus", "transfer", "train", "export"))
    parser.add_argument("--config", type=Path, default=Path("runs/nano.toml"))
    parser.add_argument("--build", type=Path, default=Path("build/nano"), help="where all is kept")
    parser.add_argument("--data", type=Path, help="folder of public sets (docs/reference/nano.md)")
    parser.add_argument("--exams", type=Path, default=Path("tests/exam"), help="exams to leave out")
    parser.add_argument(
        "--held-out",
        type=Path,
        default=Path("tests/agent/never_acts.txt"),
        help="utterances of a test to leave out too",
    )
    parser.add_argument("--seed", type=int, default=1, help="of this part of the corpus")
    parser.add_argument("--count", type=int, default=450_000, help="examples in this part")
    parser.add_argument("--budget", type=float, help="seconds after which training pauses")
    parser.add_argument(
        "--source", type=Path, default=Path("src/ondol/agent/nano"), help="of transfer: a nano"
    )
    parser.add_argument("--output", type=Path, default=Path("src/ondol/agent/nano"))
    options = parser.parse_args(arguments)
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    match options.step:
        case "tokenizer":
            _tokenizer(options, config)
        case "corpus":
            _corpus(options)
        case "transfer":
            model = LlamaConfig(**config["model"])
            tokens, start = options.build / "tokenizer.json", options.build / "start"
            print(transfer(options.source, tokens, model, start), "new pieces")
        case "train":
            _train(options, config)
        case _:
            made = options.build / f"stage{len(_stages(options, config))}"
            if not made.exists():
                print(f"{made} is not there yet: let `train` come to its end", file=sys.stderr)
                return 1
            shutil.copytree(made, options.output, dirs_exist_ok=True)
    return 0


def _tokenizer(options: argparse.Namespace, config: dict[str, Any]) -> None:
    sample = itertools.islice(
        texts(exclusion=_exclusion(options), datasets=options.data, seed=options.seed),
        config["tokenizer"]["texts"],
    )
    tokenizer.train(
        sample,
        vocabulary=VOCABULARY,
        size=config["model"]["vocab_size"],
        path=options.build / "tokenizer.json",
    )


def _corpus(options: argparse.Namespace) -> None:
    made = examples(
        encoder=Tokenizer.load(options.build / "tokenizer.json"),
        exclusion=_exclusion(options),
        datasets=options.data,
        seed=options.seed,
    )
    pairs = ((one.prompt, one.answer) for one in itertools.islice(made, options.count))
    print(save(options.build / f"shard{options.seed}.npz", pairs), "examples")


def _exclusion(options: argparse.Namespace) -> Exclusion:
    return Exclusion.of_exams(options.exams) | Exclusion.of_lines(options.held_out)


def _train(options: argparse.Namespace, config: dict[str, Any]) -> None:
    torch.set_num_threads(config["threads"])

    def examined(model: Llama) -> dict[str, float]:
        write(model, options.build / "tokenizer.json", options.build / "latest")
        return scores(options.build / "latest", options.exams)

    shards = Examples.load(sorted(options.build.glob("shard*.npz")))
    started = time.monotonic()
    stages = _stages(options, config)
    start = str(options.build / "start") if (options.build / "start").exists() else None
    for number, stage in enumerate(stages, start=1):
        kept = stage.get("kept", 0.0)
        settings = {name: value for name, value in stage.items() if name != "kept"}
        model = train(
            TrainConfig(model=LlamaConfig(**config["model"]), start=start, **settings),
            shards,
            options.build / f"run{number}",
            budget_s=options.budget,
            evaluate=examined,
        )
        if options.budget is not None and time.monotonic() - started > options.budget:
            return
        if start is not None:
            keep(model, Path(start), kept)
        start = str(options.build / f"stage{number}")
        write(model, options.build / "tokenizer.json", Path(start))


def _stages(options: argparse.Namespace, config: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the stages from nothing, or those after a transfer."""
    stages: list[dict[str, Any]]
    stages = config["onward" if (options.build / "start").exists() else "train"]
    return stages


if __name__ == "__main__":
    sys.exit(main())
