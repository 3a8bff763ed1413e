"""Planning: a partition compiled to steps that run without looking anything up."""

from .compile import compile_function, compile_plan
from .plan import Part, Plan, Post, Segment, Step, finish_step, outputs_of, owned, run_steps, run_steps_traced

__all__ = [
    "Part",
    "Plan",
    "Post",
    "Segment",
    "Step",
    "compile_function",
    "compile_plan",
    "finish_step",
    "outputs_of",
    "owned",
    "run_steps",
    "run_steps_traced",
]
