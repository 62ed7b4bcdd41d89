"""The files as they were taken in, under the data folder, each by the hash of its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.register import Source

_BLOCK = 1 << 20
_PART = ".part"


class Originals:
    """The originals in `originals/` under the data folder `data`. Errors: OSError."""

    def __init__(self, data: Path) -> None:
        self._folder = data / "originals"

    def keep(self, source: Source, path: Path) -> None:
        """Copy the file at `path`; raises UnreadableFile where it is no longer the one that was read."""
        content = source.content
        target = self._folder / content[:2] / f"{content}{path.suffix.lower()}"
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_suffix(_PART)
        if _copy(path, partial) != content:
            raise UnreadableFile(
                source.file,
                "filen ändrades medan den lästes.",
                "Vänta tills den är färdigsparad och försök igen.",
            )
        partial.replace(target)

    def find(self, content: str) -> Path | None:
        """The original of a content, None where it is no longer kept."""
        return min((path for path in self._all(content) if path.suffix != _PART), default=None)

    def drop(self, content: str) -> None:
        """Throw away what there is of a content, half-written ones included."""
        for path in self._all(content):
            path.unlink(missing_ok=True)

    def _all(self, content: str) -> list[Path]:
        return list((self._folder / content[:2]).glob(f"{content}*"))


def _copy(source: Path, target: Path) -> str:
    """Copy a file and give the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(_BLOCK):
            digest.update(block)
            writing.write(block)
    return digest.hexdigest()
