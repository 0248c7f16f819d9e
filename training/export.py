"""From a trained network to the file of weights that is shipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.extraction.neural import weights
from training.graph import graph
from training.model import KINDS, MODES, Layer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from training.model import Network


def write(path: Path, network: Network, *, heads: int, config: Mapping[str, Any]) -> None:
    """Write a network: its layers as a graph, its other parts as arrays."""
    state = network.state_dict()
    arrays = {name: values.detach().numpy() for name, values in state.items() if not name.startswith("layers.")}
    layers = [layer.tensors() for layer in network.layers if isinstance(layer, Layer)]
    full = {**config, "kinds": list(KINDS), "modes": list(MODES)}
    path.parent.mkdir(parents=True, exist_ok=True)
    weights.write(path, arrays, full, graph(layers, heads))
