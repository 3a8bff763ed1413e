"""Running a graph: sessions, and how they are configured."""

from .config import ConfigProto, GPUOptions, GraphOptions, OptimizerOptions, RunOptions
from .defaults import get_default_session
from .interactive import InteractiveSession
from .metadata import RunMetadata
from .session import Session

__all__ = [
    "ConfigProto",
    "GPUOptions",
    "GraphOptions",
    "InteractiveSession",
    "OptimizerOptions",
    "RunMetadata",
    "RunOptions",
    "Session",
    "get_default_session",
]
