"""Tables on stdout, by Rich: as wide as the terminal, whole where the output is piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.commands.common import printable

PIPED_WIDTH = 200


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table; cells are text, never Rich's markup."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=PIPED_WIDTH)
    table = Table(*headings, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console.print(table)
