"""Layers of BERT as an ONNX graph in eight bits, for `claims.extraction.neural.encoder`.

Weights are whole numbers of seven bits with a scale for each output, and what goes into a product is made whole numbers
of eight bits with a scale for each piece. So the sums are exact: the largest, 255 · 63 twice, fits into the 16 bits in
which processors without VNNI add.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float32]

WEIGHT_LIMIT = 63
_VALUE_LIMIT = 127
_ZERO = 128
_OPSET, _MICROSOFT_OPSET, _IR = 18, 1, 9
_MICROSOFT = "com.microsoft"


def graph(layers: Sequence[Mapping[str, Array]], heads: int) -> bytes:
    """A graph that takes `x`, (pieces, width), through layers and gives `y` of the same shape.

    Args:
        layers: For each layer its tensors: q, k, v, ao (the attention's output), fi, fo (the feed-forward part), each
            `.w` (outputs, inputs) and `.b`; aln, oln (the normalisations), each `.w` and `.b`.
        heads: Heads of the attention.
    """
    writer = _Writer(layers[0]["q.w"].shape[1], heads)
    last = "x"
    for tensors in layers:
        last = writer.layer(last, tensors)
    return writer.model(last)


def quantised(weights: Array) -> tuple[NDArray[np.int8], Array]:
    """A matrix (outputs, inputs) as whole numbers of seven bits, and the scale of each output."""
    scales = np.abs(weights).max(1) / np.float32(WEIGHT_LIMIT)
    divisor = np.where(scales == 0, np.float32(1), scales)[:, None]
    return np.rint(weights / divisor).astype(np.int8), scales.astype(np.float32)


class _Writer:
    def __init__(self, width: int, heads: int) -> None:
        self._width, self._heads = width, heads
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}
        self._constant("split", np.array([0, 3, heads, width // heads], np.int64))
        self._constant("joined", np.array([0, width], np.int64))
        self._constant("rows", np.array([1], np.int64))
        self._constant("first", np.array([0], np.int64))
        self._constant("limit", np.float32(_VALUE_LIMIT))
        self._constant("least", np.float32(1e-9))
        self._constant("one", np.float32(1))
        self._constant("zero", np.uint8(_ZERO))

    def layer(self, x: str, tensors: Mapping[str, Array]) -> str:
        scale = np.float32((self._width // self._heads) ** -0.5)
        weights = np.concatenate([tensors["q.w"] * scale, tensors["k.w"], tensors["v.w"]])
        bias = np.concatenate([tensors["q.b"] * scale, tensors["k.b"], tensors["v.b"]])
        mixed = self._attended(self._linear(x, weights, bias))
        x = self._normalised(x, self._linear(mixed, tensors["ao.w"], tensors["ao.b"]), tensors, "aln")
        inner = self._add("FastGelu", [self._linear(x, tensors["fi.w"], tensors["fi.b"])], domain=_MICROSOFT)
        return self._normalised(x, self._linear(inner, tensors["fo.w"], tensors["fo.b"]), tensors, "oln")

    def model(self, last: str) -> bytes:
        self._nodes.append(helper.make_node("Identity", [last], ["y"]))
        shape = ["pieces", self._width]
        ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in "xy"]
        made = helper.make_graph(self._nodes, "layers", ends[:1], ends[1:], list(self._constants.values()))
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, _MICROSOFT_OPSET)]
        model = helper.make_model(made, opset_imports=opsets, producer_name="claims")
        model.ir_version = _IR
        checker.check_model(model)
        return bytes(model.SerializeToString(deterministic=True))

    def _attended(self, x: str) -> str:
        by_head = self._add("Transpose", [self._add("Reshape", [x, "split"])], perm=[1, 2, 0, 3])
        parts = self._several("Split", [by_head], 3, num_outputs=3, axis=0)
        q, k, v = (self._add("Squeeze", [part, "first"]) for part in parts)
        scores = self._add("MatMul", [q, self._add("Transpose", [k], perm=[0, 2, 1])])
        mixed = self._add("MatMul", [self._add("Softmax", [scores], axis=-1), v])
        return self._add("Reshape", [self._add("Transpose", [mixed], perm=[1, 0, 2]), "joined"])

    def _linear(self, x: str, weights: Array, bias: Array) -> str:
        codes, scales = quantised(weights)
        largest = self._add("Max", [self._add("ReduceMax", [self._add("Abs", [x]), "rows"], keepdims=1), "least"])
        whole = self._add("Mul", [x, self._add("Div", ["limit", largest])])
        values = self._add("QuantizeLinear", [whole, "one", "zero"])
        product = self._add("MatMulInteger", [values, self._constant(None, codes.T), "zero"])
        summed = self._add("Mul", [self._add("Cast", [product], to=TensorProto.FLOAT), largest])
        scaled = self._add("Mul", [summed, self._constant(None, scales / np.float32(_VALUE_LIMIT))])
        return self._add("Add", [scaled, self._constant(None, bias)])

    def _normalised(self, x: str, change: str, tensors: Mapping[str, Array], name: str) -> str:
        parts = [self._constant(None, tensors[f"{name}.{side}"]) for side in "wb"]
        return self._add("LayerNormalization", [self._add("Add", [change, x]), *parts], axis=-1, epsilon=1e-12)

    def _constant(self, name: str | None, values: NDArray[Any] | np.generic) -> str:
        name = name or f"c{len(self._constants)}"
        self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        if np.ndim(values) == 0:
            self._constants[name] = numpy_helper.from_array(np.asarray(values), name)
        return name

    def _add(self, kind: str, inputs: Sequence[str], domain: str = "", **attributes: Any) -> str:
        return self._several(kind, inputs, 1, domain, **attributes)[0]

    def _several(self, kind: str, inputs: Sequence[str], count: int, domain: str = "", **attributes: Any) -> list[str]:
        names = [f"v{len(self._nodes)}.{k}" for k in range(count)]
        self._nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names
