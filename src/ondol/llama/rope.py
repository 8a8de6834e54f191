"""How fast each pair of a head's dimensions turns with the position (RoPE, Su et al. 2021).

Llama 3.1 and later slow down the slow ones, so that a model that was trained on short texts reads
longer ones; fast ones stay, and between both the change is gradual. As in Hugging Face's
`rope_type: llama3`. Shapes, as suffixes: P pairs, half the width of a head.
"""

import numpy as np
import numpy.typing as npt

from .weights import Config

Array = npt.NDArray[np.float64]


def frequencies(config: Config) -> Array:
    """Return the radians a position that each pair turns by, P."""
    turned_P: Array = _unscaled(config) / divisors(config)
    return turned_P


def divisors(config: Config) -> Array:
    """Return how many times slower each pair turns than without scaling, P; 1 where it is as fast.

    llama.cpp calls these `rope_freqs`.
    """
    unscaled_P, scaling = _unscaled(config), config.rope_scaling
    if scaling is None:
        return np.ones_like(unscaled_P)
    rounds_P = scaling.original_max_position_embeddings * unscaled_P / (2 * np.pi)
    low, high = scaling.low_freq_factor, scaling.high_freq_factor
    kept_P = np.clip((rounds_P - low) / (high - low), 0.0, 1.0)  # share that is not slowed down
    divisors_P: Array = 1.0 / ((1.0 - kept_P) / scaling.factor + kept_P)
    return divisors_P


def _unscaled(config: Config) -> Array:
    unscaled_P: Array = config.rope_theta ** (-np.arange(0, config.head_dim, 2) / config.head_dim)
    return unscaled_P
