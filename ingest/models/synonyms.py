"""Synonyms out of a thesaurus in MyThes' form, such as that of Debian's package mythes-sv."""

from __future__ import annotations

import codecs
from pathlib import Path


def read_synonyms(path: Path) -> dict[str, list[str]]:
    """Word or phrase → its synonyms, all in lower case.

    The first line of the file names its encoding. An entry is a line 'word|number' and so many lines of meanings,
    'kind|synonym|synonym…', where kind may be empty (https://hunspell.github.io, MyThes' data file). Raises ValueError
    where the file is of another form.
    """
    first, _, rest = path.read_bytes().partition(b"\n")
    try:
        encoding = codecs.lookup(first.decode("ascii").strip())
        lines = iter(rest.decode(encoding.name).splitlines())
    except (LookupError, UnicodeDecodeError) as exc:
        raise ValueError(f"{path}: the first line names no encoding that the file has ({exc})") from exc
    found: dict[str, list[str]] = {}
    for line in lines:
        word, bar, meanings = line.rpartition("|")
        if not line:
            continue
        if not bar or not meanings.isdigit():
            raise ValueError(f"{path}: an entry 'word|number' was expected, not {line!r}")
        for _ in range(int(meanings)):
            found.setdefault(word.lower(), []).extend(next(lines, "").lower().split("|")[1:])
    return found
