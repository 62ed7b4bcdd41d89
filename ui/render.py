"""Answers and sources as HTML. Text of documents is text: every piece is escaped, none is ever Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from assistant.labels import SYMBOLS, WORDS, place_label, source_label, support_label
from assistant.schema import Answer, Citation, Language, LevelName, Nearest, Refusal, Sentence
from ui import strings

SCROLL_ANCHOR = "senaste-fragan"
QUOTED = re.compile("”[^”]*”")
ENGLISH_FRAME = re.compile(r"\b(?:according|to|the|this|that|is|of|and|decided|noted|moved)\b", re.IGNORECASE)

# Streamlit offers no words of its own for the button of the uploader, so its label is drawn over.
STYLE = f"""<style>
.km-answer {{ font-size: 1.05rem; line-height: 1.65; max-width: 46rem; white-space: pre-line }}
.km-answer p {{ margin: 0 0 .6rem }}
.km-ref {{ font-size: .75em; vertical-align: super; line-height: 0; margin-left: .15em }}
.km-ref a {{ text-decoration: none; padding: 0 .15em; font-weight: 600 }}
.km-support {{ font-size: .85em; color: #8a3b00; white-space: normal }} .km-verified {{ color: #14532d }}
.km-hidden {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }}
.km-level {{ display: inline-block; border-radius: 1rem; padding: .15rem .8rem; font-size: .9rem; font-weight: 600;
  border: 1px solid currentColor; margin: .2rem 0 .4rem }}
.km-beslut {{ color: #14532d; background: #e7f5ec }} .km-förslag {{ color: #7a3e00; background: #fdf1e0 }}
.km-överlämnat {{ color: #3d3a78; background: #eeedfa }} .km-information {{ color: #33475b; background: #eef2f5 }}
.km-blandat {{ color: #6b2150; background: #fbebf4 }}
.km-refusal {{ border-left: 4px solid #8a3b00; background: #fdf6ef; padding: .7rem 1rem; max-width: 46rem;
  margin: .3rem 0 .8rem }}
.km-refusal strong {{ display: block }}
.km-card {{ border: 1px solid #c9d3db; border-left: 4px solid #0b5c8a; border-radius: 4px; padding: .6rem 1rem;
  max-width: 46rem; scroll-margin-top: 5rem }}
.km-card:target {{ outline: 3px solid #f2b705 }}
.km-ref a, .km-card a {{ color: #0b5c8a }}
.km-number {{ font-weight: 700; margin-right: .4rem }}
.km-where {{ font-weight: 600 }} .km-file {{ color: #4a5b6a; font-size: .88rem }}
.km-card blockquote {{ margin: .5rem 0 .1rem; padding: 0 0 0 .8rem; border-left: 2px solid #c9d3db;
  white-space: pre-line; color: #1c2b39; max-height: 16rem; overflow: auto }}
.km-status {{ color: #8a3b00; font-weight: 600; font-size: .88rem }}
.km-notice {{ color: #4a5b6a; font-size: .88rem; max-width: 46rem }}
.km-focus {{ margin: 0; overflow-wrap: anywhere }}
[data-testid="stSidebar"] [data-testid="stButton"] button {{ justify-content: flex-start; text-align: left }}
[data-testid="stSidebar"] [data-testid="stButton"] button > div {{ justify-content: flex-start }}
.km-nearest {{ max-width: 46rem; padding-left: 1.2rem }} .km-nearest li {{ margin-bottom: .5rem }}
.km-doc {{ line-height: 1.45 }} .km-doc .km-where {{ overflow-wrap: anywhere }}
.km-table {{ border-collapse: collapse; font-size: .92rem; width: 100% }}
.km-table th, .km-table td {{ text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #c9d3db;
  overflow-wrap: anywhere }}
[data-testid="stFileUploaderDropzoneInstructions"] {{ display: none }}
[data-testid="stFileUploaderDropzone"] button[data-testid="stBaseButton-secondary"] p {{ font-size: 0 }}
[data-testid="stFileUploaderDropzone"] button[data-testid="stBaseButton-secondary"] p::after {{
  content: "{strings.UPLOAD_BROWSE}"; font-size: .875rem }}
[data-testid="stExpander"] summary, [data-testid="stCaptionContainer"] {{ color: #33475b; opacity: 1 }}
[data-testid="stMainBlockContainer"] {{ padding-top: 5rem }}
#{SCROLL_ANCHOR} {{ scroll-margin-top: 5rem }}
[data-testid="stImage"] img {{ border: 1px solid #c9d3db }}
a:focus-visible, button:focus-visible {{ outline: 3px solid #f2b705 !important; outline-offset: 2px }}
</style>"""


def anchor(answer_id: str, citation_id: str) -> str:
    """The id of a source's card, the target of the small numbers."""
    return "kalla-" + "".join(c for c in f"{answer_id}-{citation_id}" if c.isalnum() or c == "-")


def numbers(citations: Sequence[Citation]) -> dict[str, int]:
    """The number shown for each citation's id, in their order."""
    return {citation.id: number for number, citation in enumerate(citations, start=1)}


def spoken(language: Language, text: str) -> str:
    """Words of a document inside a frame of another language, escaped and marked as Swedish."""
    return escape(text) if language == "sv" else f'<span lang="sv">{escape(text)}</span>'


def framed(text: str, language: Language) -> tuple[str, Language]:
    """A sentence, escaped, its quotes marked as Swedish in an English frame; and the frame's own language.

    A remark about the archive may stand in Swedish in an English answer too.
    """
    if language == "sv" or not ENGLISH_FRAME.search(QUOTED.sub("", text)):
        return escape(text), "sv"
    parts, end = [], 0
    for quote in QUOTED.finditer(text):
        parts += [escape(text[end : quote.start()]), spoken(language, quote[0])]
        end = quote.end()
    return "".join(parts) + escape(text[end:]), language


def sentences_html(
    sentences: Sequence[Sentence],
    citations: Sequence[Citation],
    answer_id: str,
    language: Language = "sv",
) -> str:
    """The sentences, each followed by the small numbers of its sources."""
    known = {citation.id: citation for citation in citations}
    shown = numbers(citations)
    parts = [sentence_html(sentence, known, shown, answer_id, language) for sentence in sentences]
    legend = legend_html(sentences, language)
    return f'<div class="km-answer" lang="{language}">{"".join(parts)}{legend}</div>'


def sentence_html(
    sentence: Sentence,
    known: dict[str, Citation],
    shown: dict[str, int],
    answer_id: str,
    language: Language = "sv",
) -> str:
    """One sentence with its references and how far they carry it."""
    links = "".join(
        f'<a href="#{anchor(answer_id, each)}" title="{escape(source_label(known[each]))}">[{shown[each]}]</a>'
        for each in sentence.citations
        if each in known
    )
    references = f'<span class="km-ref">{links}</span>' if links else ""
    text, own = framed(sentence.text, language)
    lang = "" if own == language else f' lang="{own}"'
    return f"<p{lang}>{text}{references}{support_html(sentence, language)}</p>"


def support_html(sentence: Sentence, language: Language = "sv") -> str:
    """How far the sources carry a sentence: a symbol and words, those of the usual case told once below the answer."""
    said = support_label(sentence, language)
    hidden = " km-hidden" if sentence.support == "verified" or not sentence.citations else ""
    return (
        f' <span class="km-support km-{sentence.support}" lang="{language}" title="{said}">'
        f'<span aria-hidden="true">{SYMBOLS[sentence.support]}</span><span class="km-words{hidden}"> ({said})</span></span>'
    )


def legend_html(sentences: Sequence[Sentence], language: Language = "sv") -> str:
    """What the symbols of an answer mean; for the eye only, since each bears its words."""
    told = dict.fromkeys(f"{SYMBOLS[each.support]} {support_label(each, language)}" for each in sentences)
    return f'<p class="km-notice" lang="{language}" aria-hidden="true">{" · ".join(told)}</p>'


def heading_html(text: str, language: Language) -> str:
    """A small heading within an answer."""
    return f'<p class="km-where" lang="{language}">{escape(text)}</p>'


def followed_html(answer: Answer) -> str:
    """What a follow-up was read by."""
    lead = strings.told(strings.FOLLOWED, answer.language)
    about = spoken(answer.language, answer.followed or "")
    return f'<p class="km-notice" lang="{answer.language}">↳ {lead}: {about}</p>'


def changed_html(answer: Answer) -> str:
    """That sources have been replaced or removed since the answer was given; '' where none has."""
    kinds = (("ersatt", strings.REPLACED), ("borttagen", strings.REMOVED))
    counts = [
        (words, sum(1 for each in answer.citations if each.status == status)) for status, words in kinds
    ]
    what = ", ".join(
        strings.told(words, answer.language).format(count=count) for words, count in counts if count
    )
    if not what:
        return ""
    said = strings.told(strings.CHANGED, answer.language).format(what=what)
    return f'<div class="km-refusal" role="note" lang="{answer.language}">{escape(said)}</div>'


def focus_html(label: str, words: str) -> str:
    """What the thread is about."""
    return f'<p class="km-focus"><span class="km-where">{escape(words)}:</span> {escape(label)}</p>'


def level_html(level: LevelName, language: Language = "sv") -> str:
    """The decision level in words, as a badge."""
    title, words = strings.told(strings.LEVEL_LABEL, language), escape(WORDS[language].levels[level])
    return f'<span class="km-level km-{level}" lang="{language}" title="{title}">{words}</span>'


def refusal_html(refusal: Refusal, language: Language = "sv") -> str:
    """Why there is no (whole) answer."""
    reason = escape(WORDS[language].reasons[refusal.reason])
    return (
        f'<div class="km-refusal" role="note" lang="{language}"><strong>{reason}</strong>'
        f'<span lang="{refusal.language}">{escape(refusal.detail)}</span></div>'
    )


def nearest_html(nearest: Sequence[Nearest], language: Language = "sv") -> str:
    """The hits that come nearest, as a list."""
    items = "".join(
        f'<li><span class="km-where">{escape(source_label(hit))}</span> {escape(hit.title)}'
        f'<br><span class="km-file" lang="{language}">{escape(place_label(hit, language))}</span>'
        f"<br>{escape(hit.snippet)}</li>"
        for hit in nearest
    )
    heading = heading_html(WORDS[language].nearest, language)
    return f'{heading}<ul class="km-nearest" lang="sv">{items}</ul>'


def card_html(citation: Citation, number: int, answer_id: str, language: Language = "sv") -> str:
    """One source: number, where it stands, file and page, the quote."""
    status = strings.STATUS.get(citation.status)
    said = strings.told(status, language) if status else ""
    mark = f' <span class="km-status" lang="{language}">({said})</span>' if status else ""
    return (
        f'<div class="km-card" lang="sv" id="{anchor(answer_id, citation.id)}">'
        f'<span class="km-number">[{number}]</span><span class="km-where">{escape(source_label(citation))}</span>'
        f"{mark}<br>{escape(citation.title)}"
        f'<br><span class="km-file" lang="{language}">{escape(place_label(citation, language))}</span>'
        f"<blockquote>{escape(citation.quote)}</blockquote></div>"
    )


def notice_html(answer: Answer | None = None) -> str:
    """That answers are made by a machine, and which model worded this one."""
    worded = answer.worded_by if answer else None
    language = answer.language if answer else "sv"
    model = " " + strings.told(strings.WORDED_BY, language).format(model=worded) if worded else ""
    notice = strings.told(strings.AI_NOTICE, language) + model
    return f'<p class="km-notice" lang="{language}">{escape(notice)}</p>'


def table_html(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of texts that a screen reader can walk."""
    return cells_html(headings, [[escape(cell) for cell in row] for row in rows])


def cells_html(headings: Sequence[str], rows: Sequence[Sequence[str]], *, kind: str = "km-table") -> str:
    """The same of cells that are HTML already, every text in them escaped. `kind`: its classes."""
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def section_html(heading: str | None, text: str) -> str:
    """A section of a paragraph: its heading, and its text as printed."""
    above = f'<span class="km-where">{escape(heading)}</span><br>' if heading else ""
    return f'<div class="km-answer">{above}{escape(text)}</div>'


def lines_html(first: str, *rest: str) -> str:
    """A heading line with smaller lines below."""
    below = "".join(f'<br><span class="km-file">{escape(line)}</span>' for line in rest if line)
    return f'<div class="km-doc"><span class="km-where">{escape(first)}</span>{below}</div>'


def question_anchor_html() -> str:
    """The place of the question just asked, scrolled to."""
    return f'<div id="{SCROLL_ANCHOR}"></div>{scroll_html(SCROLL_ANCHOR)}'


def scroll_html(target: str) -> str:
    """Scroll to an element of ours: Streamlit itself follows a chat's end, never its beginning.

    Twice, since a picture that arrives late moves the end once more.
    """
    script = f"""for (const wait of [50, 600]) setTimeout(() =>
      document.getElementById("{target}")?.scrollIntoView({{block: "start"}}), wait)"""
    return f"<script>{script}</script>"


def plain(text: str) -> str:
    """Text for a place that only takes Markdown, with every sign of it made harmless."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|~$:&" else c for c in text)
