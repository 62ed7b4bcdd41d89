"""Numbers of §§ as people write them: '§§ 16–32, 35', and runs of them."""

from __future__ import annotations

from collections.abc import Iterable


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The numbers as runs, first and last of each, in order."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def written(numbers: Iterable[int]) -> str:
    """'§ 16', '§§ 16–32, 35'; '' for none."""
    parts = [str(first) if first == last else f"{first}–{last}" for first, last in runs(numbers)]
    if not parts:
        return ""
    several = len(parts) > 1 or "–" in parts[0]
    return f"{'§§' if several else '§'} {', '.join(parts)}"
