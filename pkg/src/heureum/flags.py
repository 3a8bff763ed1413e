"""Command-line flags: DEFINE_string and its kin say which there are, FLAGS has their values.

The command line is read when the first value is asked for, and what it does not define is left to others.
Law: FLAGS belongs to the process, as the command line does; it is the one object that scripts share by name.
Source: tf.flags.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

__all__ = [
    "FLAGS",
    "DEFINE_bool",
    "DEFINE_boolean",
    "DEFINE_enum",
    "DEFINE_float",
    "DEFINE_integer",
    "DEFINE_list",
    "DEFINE_string",
    "FlagValues",
    "mark_flag_as_required",
]

_TRUE, _FALSE = {"true", "t", "1", "yes", "y"}, {"false", "f", "0", "no", "n"}


class _Flag:
    __slots__ = ("help", "is_required", "is_switch", "parse", "value")

    def __init__(self, value: Any, help: str | None, parse: Callable[[str], Any], is_switch: bool, is_required: bool) -> None:
        self.value = value
        self.help = help
        self.parse = parse
        self.is_switch = is_switch
        self.is_required = is_required


class FlagValues:
    """The flags as attributes: `FLAGS.learning_rate`. Raises AttributeError for a flag that nobody defined."""

    def __init__(self) -> None:
        object.__setattr__(self, "_flags", {})
        object.__setattr__(self, "_is_parsed", False)

    def define(self, name: str, flag: _Flag) -> None:
        """Add a flag; a script that is run again defines its flags anew."""
        self._flags[name] = flag

    def __call__(self, argv: Sequence[str]) -> list[str]:
        """Read a command line, the program's name first; gives what no flag took.

        Raises ValueError for a value that a flag cannot have, and for a required flag that is not given.
        """
        rest, waiting = [argv[0]] if argv else [], list(argv[1:])
        while waiting:
            word = waiting.pop(0)
            if word == "--":
                rest.extend(waiting)
                break
            if not self._take(word, waiting):
                rest.append(word)
        object.__setattr__(self, "_is_parsed", True)
        lacking = [name for name, flag in self._flags.items() if flag.is_required and flag.value is None]
        if lacking:
            raise ValueError(f"Flag --{lacking[0]} must have a value other than None")
        return rest

    def _take(self, word: str, waiting: list[str]) -> bool:
        """Give a flag its value from one word of the command line, or from the next one; whether it was one."""
        name, has_value, text = word.lstrip("-").partition("=")
        if not word.startswith("-"):
            return False
        if name not in self._flags:
            switch = self._flags.get(name.removeprefix("no"))
            if switch is None or not switch.is_switch or has_value:
                return False
            switch.value = False
            return True
        flag = self._flags[name]
        if not has_value:
            if flag.is_switch:
                text = "true"
            elif waiting:
                text = waiting.pop(0)
            else:
                raise ValueError(f"Flag --{name} needs a value")
        try:
            flag.value = flag.parse(text)
        except ValueError as reason:
            raise ValueError(f"Flag --{name}={text}: {reason}") from None
        return True

    def flag_values_dict(self) -> dict[str, Any]:
        """All values by name."""
        return {name: getattr(self, name) for name in self._flags}

    def _parse_flags(self) -> None:
        """Read the command line, by the name that scripts before TensorFlow 1.5 call."""
        self(sys.argv or [""])

    def __getattr__(self, name: str) -> Any:
        if name == "__flags":  # as those scripts go through them
            return self.flag_values_dict()
        if name not in self._flags:
            raise AttributeError(name)
        if not self._is_parsed:
            self(sys.argv or [""])
        return self._flags[name].value

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._flags:
            raise AttributeError(f"Unknown command line flag {name!r}")
        self._flags[name].value = value

    def __contains__(self, name: str) -> bool:
        return name in self._flags

    def __iter__(self) -> Iterator[str]:
        return iter(self._flags)


FLAGS = FlagValues()


def _boolean(text: str) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise ValueError("non-boolean argument to boolean flag")


def _within(parse: Callable[[str], Any], lower_bound: float | None, upper_bound: float | None) -> Callable[[str], Any]:
    def checked(text: str) -> Any:
        value = parse(text)
        if (lower_bound is not None and value < lower_bound) or (upper_bound is not None and value > upper_bound):
            raise ValueError(f"{value} is not in the range [{lower_bound}, {upper_bound}]")
        return value

    return checked


def DEFINE_string(
    name: str, default: Any, help: str | None, flag_values: FlagValues = FLAGS, required: bool = False, **args: Any
) -> None:
    """A flag that is a string. Source: tf.flags.DEFINE_string."""
    flag_values.define(name, _Flag(default, help, str, False, required))


def DEFINE_integer(
    name: str, default: Any, help: str | None, lower_bound: int | None = None, upper_bound: int | None = None,
    flag_values: FlagValues = FLAGS, required: bool = False, **args: Any,
) -> None:  # fmt: skip
    """A flag that is an integer. Source: tf.flags.DEFINE_integer."""
    flag_values.define(name, _Flag(default, help, _within(int, lower_bound, upper_bound), False, required))


def DEFINE_float(
    name: str, default: Any, help: str | None, lower_bound: float | None = None, upper_bound: float | None = None,
    flag_values: FlagValues = FLAGS, required: bool = False, **args: Any,
) -> None:  # fmt: skip
    """A flag that is a number. Source: tf.flags.DEFINE_float."""
    value = default if default is None else float(default)
    flag_values.define(name, _Flag(value, help, _within(float, lower_bound, upper_bound), False, required))


def DEFINE_boolean(
    name: str, default: Any, help: str | None, flag_values: FlagValues = FLAGS, module_name: str | None = None,
    required: bool = False, **args: Any,
) -> None:  # fmt: skip
    """A switch: `--name` or `--noname`. Source: tf.flags.DEFINE_boolean."""
    flag_values.define(name, _Flag(default, help, _boolean, True, required))


DEFINE_bool = DEFINE_boolean


def DEFINE_enum(
    name: str, default: Any, enum_values: Sequence[str], help: str | None, flag_values: FlagValues = FLAGS,
    module_name: str | None = None, required: bool = False, **args: Any,
) -> None:  # fmt: skip
    """A flag that is one of the strings `enum_values`. Source: tf.flags.DEFINE_enum."""

    def parse(text: str) -> str:
        if text not in enum_values:
            raise ValueError(f"value should be one of <{'|'.join(enum_values)}>")
        return text

    flag_values.define(name, _Flag(default, help, parse, False, required))


def DEFINE_list(
    name: str, default: Any, help: str | None, flag_values: FlagValues = FLAGS, required: bool = False, **args: Any
) -> None:
    """A flag that is strings between commas. Source: tf.flags.DEFINE_list."""

    def parse(text: str) -> list[str]:
        return [each.strip() for each in text.split(",")] if text else []

    flag_values.define(name, _Flag(parse(default) if isinstance(default, str) else default, help, parse, False, required))


def mark_flag_as_required(flag_name: str, flag_values: FlagValues = FLAGS) -> None:
    """Refuse a command line that leaves this flag without a value. Source: tf.flags.mark_flag_as_required."""
    flag_values._flags[flag_name].is_required = True
