"""Errors of `ingest`. Messages are Swedish, say which file, what is wrong and what to do.

IngestError
├── UnreadableFile        bad input
│   ├── UnsupportedFormat
│   ├── EncryptedFile
│   ├── EmptyFile
│   └── TooDemanding
├── StoreError            missing or broken set-up
│   ├── StoreBusy
│   ├── StoreUnwritable
│   └── IndexMismatch
└── ModelMissing
"""

from __future__ import annotations


class IngestError(Exception):
    """Raised when something in `ingest` cannot go on; the base of the others."""


class UnreadableFile(IngestError):
    """Raised when a file cannot be read as what it claims to be; `file` names it, `advice` says what to do."""

    def __init__(self, file: str, problem: str, advice: str) -> None:
        super().__init__(f"{file}: {problem} {advice}")
        self.file = file
        self.problem = problem
        self.advice = advice

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str, str]]:
        return type(self), (self.file, self.problem, self.advice)


class UnsupportedFormat(UnreadableFile):
    """Raised when the format is one that is not read (.doc, .xls …) or the content is not what the name says."""


class EncryptedFile(UnreadableFile):
    """Raised when a file is protected by a password."""


class EmptyFile(UnreadableFile):
    """Raised when a file holds no bytes, no page or no text."""


class TooDemanding(UnreadableFile):
    """Raised when reading a file takes more time or memory than its limits."""


class StoreError(IngestError):
    """Raised when the data folder cannot be used: no rights, full disk, damaged file."""


class StoreBusy(StoreError):
    """Raised when another process owns the data folder."""


class StoreUnwritable(StoreError):
    """Raised when nothing more can be written: the disk is full or may only be read."""


class IndexMismatch(StoreError):
    """Raised when the indexes were made by another embedding model or chunk recipe; `rebuild` mends it."""


class ModelMissing(IngestError):
    """Raised when the named embedding model is not on this machine."""
