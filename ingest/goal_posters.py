"""Goals set as a poster: text boxes that open with the kommun's name, 'Nora kommun ska …', under one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Goal
from ingest.sentences import sentences
from ingest.text import Line, join

FEWEST = 3
"""Boxes that it takes to be a poster."""

_LONGEST = 300
_ACTS = re.compile(r"^[^.:]{0,60}?\b(?:ska|skall|är|har|ger|[a-zåäö]{3,}(?:ar|er))\b")
_GOES_ON = re.compile(
    r"(?:[,–-]|\b(?:och|eller|samt|av|för|med|den|det|ett|en|i|på|till|om|att|som|vid|från|ska|ha|vara|få|är))\s*$"
)
_WILL_BE = re.compile(r"^[^.]{0,40}\bska(?:ll)? vara\b")
_TRAILS = re.compile(r"(?:…|\.\.+|:)\s*$")
_DELMAL = re.compile(r"\bdelmål(?:en)?\b[^.:;]{0,50}[:;]\s*(?P<names>[^.]{5,160})\.", re.IGNORECASE)
_OVERALL = re.compile(
    r"övergripande mål(?:et)?\b[^.”\"]{0,30}[”\"»]\s*(?P<text>[^”\"«»]{5,160})[”\"«]", re.IGNORECASE
)


def posted(lines: Sequence[Line], kommun: str | None) -> tuple[tuple[Line, Goal], ...]:
    """The goals of a poster, each with its first line; none where the document is not one."""
    opener = _opener(kommun)
    boxes = [box for box in _boxes(lines, opener) if _is_goal(box, opener)]
    if sum(_is_short(_value(box)) for box in boxes) < FEWEST:
        return ()
    running = join(lines).value.replace("\n", " ")
    names = _delmal_names(running)
    overall = _OVERALL.search(running)
    above = dict(zip(lines[1:], lines, strict=False))
    found: list[tuple[Line, Goal]] = []
    for box in boxes:
        title = above.get(box[0]) if box[0].gap == 0 else None
        goal = _goal(box, title, names, overall.group("text") if overall else None)
        if goal and not (goal.tier == "vision" and any(other.tier == "vision" for _, other in found)):
            found.append((box[0], goal))
    return tuple(found)


def _is_short(text: str) -> bool:
    """Whether a box reads as a line of a poster: one statement without full stop."""
    return len(text) <= _LONGEST and not text.endswith((".", ":"))


def _opener(kommun: str | None) -> re.Pattern[str]:
    name = re.escape(kommun) if kommun else r"[A-ZÅÄÖ][\wåäö-]+(?= kommun)"
    return re.compile(rf"^(?:{name}(?:\s+kommun)?|Kommunen)\b(?!s\b)")


def _boxes(lines: Sequence[Line], opener: re.Pattern[str]) -> list[list[Line]]:
    """Text boxes: a blank line inside a sentence does not end one, a new opening does."""
    boxes: list[list[Line]] = []
    for line in lines:
        if boxes and _same_box(boxes[-1][-1].text.strip(), line, opener):
            boxes[-1].append(line)
        else:
            boxes.append([line])
    return boxes


def _same_box(before: str, line: Line, opener: re.Pattern[str]) -> bool:
    text = line.text.strip()
    if opener.match(text):
        return before[-1:] in ",-–" or (line.gap == 0 and bool(_GOES_ON.search(before)))
    if text[:1].islower() or _GOES_ON.search(before):
        return True
    return line.gap == 0


def _value(box: Sequence[Line]) -> str:
    return join(box).value.replace("\n", " ")


def _is_goal(box: Sequence[Line], opener: re.Pattern[str]) -> bool:
    text = _value(box)
    match = opener.match(text)
    return bool(match and _ACTS.match(text[match.end() :]) and not _TRAILS.search(text))


def _delmal_names(text: str) -> tuple[str, ...]:
    """Stems of the delmål that running text lists: 'delmålen i det övergripande målet; hållbarhet, attraktivitet'."""
    match = _DELMAL.search(text)
    if not match:
        return ()
    names = re.split(r",|\boch\b|\bsamt\b", match.group("names"))
    return tuple(name.strip().casefold()[:7] for name in names if 4 <= len(name.strip()) <= 40)


def _goal(box: Sequence[Line], above: Line | None, delmal: Sequence[str], overall: str | None) -> Goal | None:
    text = _value(box)
    if above and delmal and above.text.strip().casefold().startswith(tuple(delmal)):
        return Goal("delmål", above.text.strip(), join([above]), description=join(box))
    if len(sentences(text)) >= 3 and _WILL_BE.search(text):
        return Goal("vision", text, join(box))
    if overall and _covers(text, overall):
        return Goal("övergripande mål", text, join(box))
    return Goal("mål", text, join(box)) if _is_short(text) else None


def _covers(text: str, named: str) -> bool:
    """Whether `text` is the goal that is elsewhere named by `named`: most of its words stand in it."""
    words = re.findall(r"\w{2,}", named.casefold())
    return bool(words) and sum(word in text.casefold() for word in words) >= 0.75 * len(words)
