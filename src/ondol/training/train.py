"""Trains nano: one configuration for two CPU cores or one GPU, resuming from any checkpoint.

Hidden matrices are updated by Muon (Jordan et al. 2024), the rest by AdamW; the learning rate
rises, stays, and falls linearly over the last part of `total_tokens` (warm-up, stable, decay: a
later run may decay from any checkpoint of the stable part). Same seed and files, same losses.
"""

import itertools
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch
from safetensors.torch import load_file
from torch import Tensor

from .data import Examples, batches
from .model import Llama, LlamaConfig
from .muon import Muon


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """What a run is made of; `runs/nano.toml` holds the shipped one.

    Attributes:
        total_tokens: how many tokens (padding counted) until the learning rate is zero.
        warmup, decay: shares of `total_tokens`, 0 to 1.
        precision: of activations and of Muon's steps; weights and sums stay in float32. "fastest":
            bfloat16 where the device multiplies it itself. A CPU that does (AVX-512 BF16, AMX) is
            1.7 times as fast with it, one that does not many times slower.
        start: a model folder whose weights are gone on from instead of random ones.
    """

    model: LlamaConfig
    total_tokens: int
    tokens_per_batch: int = 4096
    muon_rate: float = 0.02
    adam_rate: float = 3e-3
    weight_decay: float = 0.01
    warmup: float = 0.02
    decay: float = 0.5
    precision: Literal["float32", "bfloat16", "fastest"] = "fastest"
    start: str | None = None
    seed: int = 0
    checkpoint_every_s: float = 120.0
    evaluate_every_s: float = 600.0
    log_every: int = 50


def train(
    config: TrainConfig,
    examples: Examples,
    folder: Path,
    *,
    clock: Callable[[], float] = time.monotonic,
    evaluate: Callable[[Llama], Mapping[str, float]] | None = None,
    budget_s: float | None = None,
) -> Llama:
    """Train until `total_tokens`, or until `budget_s` has passed, and return the model.

    `folder` gets `checkpoint.pt` (model, optimisers, position: whole or not at all) and
    `log.jsonl` (mean losses; now and then and at the end, what `evaluate` measures). A run that
    finds a checkpoint goes on from it, bit for bit.
    """
    run = _Run(config, examples, folder)
    started = saved = evaluated = clock()
    losses: list[float] = []
    while run.seen < config.total_tokens:
        losses.append(run.step())
        now = clock()
        if run.steps % config.log_every == 0:
            run.log(now - started, loss=round(sum(losses) / len(losses), 5))
            losses.clear()
        if now - saved > config.checkpoint_every_s:
            run.save()
            saved = now
        if evaluate is not None and now - evaluated > config.evaluate_every_s:
            run.log(now - started, **evaluate(run.model))
            evaluated = clock()
        if budget_s is not None and now - started > budget_s:
            break
    run.save()
    if evaluate is not None:
        run.log(clock() - started, **evaluate(run.model))
    return run.model


@torch.no_grad()
def keep(model: Llama, start: Path, share: float) -> None:
    """Take a model a `share` (0 to 1) of the way back to the weights in the folder `start`.

    A mean of weights before and after a stage forgets less than the stage did (Wortsman et al.
    2022): what was learnt is kept, and most of what is new.
    """
    weights = load_file(start / "model.safetensors")
    for name, parameter in model.named_parameters():
        parameter.lerp_(weights[name].to(parameter), share)


class _Run:
    def __init__(self, config: TrainConfig, examples: Examples, folder: Path) -> None:
        torch.manual_seed(config.seed)
        self._config = config
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._precision = _precision(config, self._device)
        self.model = Llama(config.model).to(self._device)
        if config.start is not None:
            weights = load_file(Path(config.start) / "model.safetensors", device=str(self._device))
            self.model.load_state_dict({name: w.float() for name, w in weights.items()})
        self._optimisers = _optimisers(self.model, config, self._precision)
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self.steps = self.seen = 0
        self._resume()
        self._batches: Iterator[tuple[Tensor, Tensor]] = (
            (torch.from_numpy(tokens).long(), torch.from_numpy(targets))
            for tokens, targets in itertools.islice(
                batches(
                    examples,
                    tokens_per_batch=config.tokens_per_batch,
                    seed=config.seed,
                    pad=0,
                ),
                self.steps,
                None,
            )
        )

    def step(self) -> float:
        """Take one batch and return its loss."""
        rate = self._rate()
        for optimiser in self._optimisers:
            for group in optimiser.param_groups:
                group["lr"] = group["initial_lr"] * rate
        tokens_BT, is_target_BT = next(self._batches)
        with torch.autocast(
            self._device.type, torch.bfloat16, enabled=self._precision == torch.bfloat16
        ):
            loss = self.model.loss(tokens_BT.to(self._device), is_target_BT.to(self._device))
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimiser in self._optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.steps += 1
        self.seen += tokens_BT.numel()
        return float(loss.detach())

    def _rate(self) -> float:
        done = self.seen / self._config.total_tokens
        rise = done / self._config.warmup if self._config.warmup else 1.0
        fall = (1.0 - done) / self._config.decay if self._config.decay else 1.0
        return max(min(rise, fall, 1.0), 1e-4)

    def log(self, elapsed_s: float, **measured: float) -> None:
        """Write one line of the log."""
        line = {
            "step": self.steps,
            "tokens": self.seen,
            **measured,
            "rate": round(self._rate(), 4),
            "elapsed_s": round(elapsed_s, 1),
        }
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "model": self.model.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self._optimisers],
            "steps": self.steps,
            "seen": self.seen,
        }
        temporary = self._folder / "checkpoint.tmp"
        torch.save(state, temporary)
        temporary.replace(self._folder / "checkpoint.pt")

    def _resume(self) -> None:
        path = self._folder / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self._device, weights_only=True)
        self.model.load_state_dict(state["model"])
        for optimiser, kept in zip(self._optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(kept)
        self.steps, self.seen = state["steps"], state["seen"]


def _precision(config: TrainConfig, device: torch.device) -> torch.dtype:
    has_half = device.type != "cpu" or any(
        torch.cpu.get_capabilities().get(name) for name in ("avx512_bf16", "amx_bf16")
    )
    is_half = config.precision == "bfloat16" or (config.precision == "fastest" and has_half)
    return torch.bfloat16 if is_half else torch.float32


def _optimisers(
    model: Llama, config: TrainConfig, precision: torch.dtype
) -> list[torch.optim.Optimizer]:
    hidden = [p for n, p in model.named_parameters() if p.dim() == 2 and "embed" not in n]
    rest = [p for n, p in model.named_parameters() if p.dim() != 2 or "embed" in n]
    optimisers: list[torch.optim.Optimizer] = [
        Muon(hidden, rate=config.muon_rate, weight_decay=config.weight_decay, precision=precision),
        torch.optim.AdamW(rest, lr=config.adam_rate, betas=(0.9, 0.98), weight_decay=0.0),
    ]
    for optimiser in optimisers:
        for group in optimiser.param_groups:
            group["initial_lr"] = group["lr"]
    return optimisers
