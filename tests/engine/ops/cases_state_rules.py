"""Rows for heureum.ops.state.rules: what optimizers do, to whole variables and to some rows of them."""

from heureum.op_def import find_op

from .row import Row, given, real

_OPTIMIZERS = (
    "GradientDescent", "Momentum", "Adagrad", "Adadelta", "RMSProp", "CenteredRMSProp", "Adam", "Ftrl", "FtrlV2",
    "ProximalGradientDescent", "ProximalAdagrad",
)  # fmt: skip
_PLACES = [3, 0, 3]


def _row(op: str, shape: tuple[int, ...]) -> Row:
    """References and gradients of a shape, rates that are numbers: which is which, the op's signature says."""
    inputs = []
    for argument in find_op(op).inputs:
        if argument.name == "indices":
            inputs.append(given(_PLACES))
        elif argument.name in ("grad", "delta"):
            inputs.append(real(len(_PLACES), *shape[1:]) if op.startswith("Sparse") else real(*shape))
        elif argument.is_ref:
            inputs.append(real(*shape, low=0.5))
        else:
            inputs.append(real(low=0.1, high=0.9))
    return Row(op, *inputs)


ROWS = [
    *(_row(f"Apply{name}", shape) for name in _OPTIMIZERS for shape in ((), (4, 3))),
    *(_row(f"SparseApply{name}", (4, 3)) for name in _OPTIMIZERS),
    Row("ApplyMomentum", *[real(3)] * 2, real(), real(3), real(), attrs={"use_nesterov": True}),
    Row("ApplyAdam", *[real(3, low=0.5)] * 3, *[real(low=0.1, high=0.9)] * 6, real(3), attrs={"use_nesterov": True}),
    Row("ApplyAdagrad", *[real(3, low=0.5)] * 2, real(), real(3), attrs={"update_slots": False}),
    Row("SumRows", real(3, 2), given(_PLACES), skip_exact_shape="it counts which rows are named"),
]

NOT_DIFFERENTIABLE = {row.op: "a change of state has no gradient" for row in ROWS} | {
    "SumRows": "only gradients of rows are summed by it, and TensorFlow's unique rows have none either",
}
