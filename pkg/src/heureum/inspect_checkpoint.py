"""What a checkpoint holds, printed. `heureum.python.tools.inspect_checkpoint`.

Source: tensorflow/python/tools/inspect_checkpoint.py.
"""

from __future__ import annotations

from .train import CheckpointReader

__all__ = ["print_tensors_in_checkpoint_file"]


def print_tensors_in_checkpoint_file(
    file_name: str, tensor_name: str, all_tensors: bool, all_tensor_names: bool = False, count_exclude_pattern: str = ""
) -> None:
    """Print one tensor by its name, all of them, or all names; without any of these what there is.

    Raises NotFoundError for a file or name that is not there. Source: inspect_checkpoint.print_tensors_in_checkpoint_file.
    """
    reader = CheckpointReader(file_name)
    if all_tensors or all_tensor_names:
        for name in sorted(reader.get_variable_to_shape_map()):
            print(f"tensor: {name}")
            if all_tensors:
                print(reader.get_tensor(name))
    elif tensor_name:
        print(f"tensor_name:  {tensor_name}")
        print(reader.get_tensor(tensor_name))
    else:
        print(reader.debug_string())
