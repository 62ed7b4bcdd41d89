"""Files of lines, JSON or tab-separated, that say which line is wrong. Errors: BadRequest with file and line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadRequest
from ingest.faults import told

_HALF_A_SIGN = re.compile("[\ud800-\udfff]")
"""Half of a pair that stands for one sign: no text, and refused by every store."""


@dataclass(frozen=True, slots=True)
class Line:
    """A JSON object of a file. `where`: 'queries.jsonl, rad 3', with the folder's name before it."""

    where: str
    value: dict[str, Any]

    def text(self, name: str, *, empty: bool = False) -> str:
        """A field that is text; `empty`: it may be missing or say nothing."""
        found = self.value.get(name, "" if empty else None)
        if isinstance(found, int) and not isinstance(found, bool):
            found = str(found)
        if not isinstance(found, str) or not (found.strip() or empty):
            raise BadRequest(f'{self.where}: "{name}" saknas eller är ingen text.')
        if _HALF_A_SIGN.search(found):
            raise BadRequest(
                f'{self.where}: "{name}" har tecken som inte går att läsa. Spara om filen som UTF-8.'
            )
        return found


def json_lines(path: Path) -> Iterator[Line]:
    """The objects of a JSONL file; blank lines are passed over."""
    for where, line in _lines(path):
        try:
            value = json.loads(line)
        except ValueError as error:
            raise BadRequest(f"{where}: raden är inte JSON ({error}).") from error
        if not isinstance(value, dict):
            raise BadRequest(f"{where}: raden ska vara ett JSON-objekt.")
        yield Line(where, value)


def table_lines(path: Path, *, columns: int) -> Iterator[tuple[str, list[str]]]:
    """Place and cells of each row of a tab-separated file below its heading."""
    for number, (where, line) in enumerate(_lines(path)):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != columns:
            raise BadRequest(f"{where}: ska ha {columns} kolumner skilda åt av tabb, har {len(cells)}.")
        if number:
            yield where, cells


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Place and text of each line that is not blank. Only a line feed ends a line: JSON may hold other line ends."""
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield f"{path.parent.name}/{path.name}, rad {number}", line
    except UnicodeDecodeError as error:
        raise BadRequest(f"{path}: är inte UTF-8.") from error
    except OSError as error:
        raise BadRequest(f"{path}: kan inte läsas ({told(error)}).") from error
