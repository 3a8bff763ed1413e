"""The devices of this process. `heureum.python.client.device_lib`.

Source: tensorflow/python/client/device_lib.py.
"""

from __future__ import annotations

from typing import Any

from .session.metadata import DeviceAttributes

__all__ = ["DeviceAttributes", "list_local_devices"]


def list_local_devices(session_config: Any = None) -> list[DeviceAttributes]:
    """One CPU: workers belong to sessions, which `Session.list_devices` lists. Source: device_lib.list_local_devices."""
    return [DeviceAttributes("/device:CPU:0")]
