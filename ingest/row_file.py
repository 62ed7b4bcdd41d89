"""A file of rows of one width: appended, never changed once somebody owns them, and read through a memory map."""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

Block = NDArray[Any]


class RowFile:
    """The file `path`, made where there is none. `dtype`, `shape`: of one row; () is a row of one value.

    Whoever writes says where: rows that a crash left, which nobody owns, are written over. Errors: OSError.
    """

    def __init__(self, path: Path, dtype: DTypeLike, shape: tuple[int, ...] = ()) -> None:
        self._path = path
        self._dtype = np.dtype(dtype)
        self._shape = shape
        path.touch()

    def __len__(self) -> int:
        """How many whole rows lie in the file."""
        return self._path.stat().st_size // self._width

    def write(self, block: Block, start: int) -> None:
        """Write rows, (rows, *shape), from row `start` on and wait for the disk; a gap before them is zeros."""
        with self._path.open("r+b") as file:
            file.seek(start * self._width)
            file.write(np.ascontiguousarray(block, dtype=self._dtype).tobytes())
            file.flush()
            os.fsync(file.fileno())

    def map(self, count: int) -> Block:
        """The first `count` rows, (count, *shape), read from the file as they are used; those it lacks are zeros."""
        held = min(count, len(self))
        shape = (held, *self._shape)
        if not held:
            return np.zeros((count, *self._shape), self._dtype)
        mapped = np.asarray(np.memmap(self._path, dtype=self._dtype, mode="r", shape=shape))
        if held == count:
            return mapped
        return np.concatenate([mapped, np.zeros((count - held, *self._shape), self._dtype)])

    @property
    def _width(self) -> int:
        """Bytes a row."""
        return self._dtype.itemsize * math.prod(self._shape)
