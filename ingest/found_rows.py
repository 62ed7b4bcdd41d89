"""What a search reads of the chunks that it found, as statements that SQLite keeps ready: one JSON list is given, since
building the like for each search takes longer than running it."""

from __future__ import annotations

from sqlalchemy import text

CHUNKS = text("""
SELECT c."row", c.id, c.content, w.paragraph, c.section, c.kind, c.context, c.title, c.text AS stored
FROM json_each(:ids) AS asked
JOIN chunks AS c ON c.id = asked.value
LEFT JOIN witnesses AS w ON w.id = c.witness
ORDER BY c."row"
""")
"""The chunks `ids`."""

_PIECES = """
SELECT c."row", c.id, w.paragraph, c.content, c.section, c.title, c.context, d.kind, d.draft, w.number, w.outcome,
  json_extract(c.text, '$[0]') AS text, coalesce(w.body_key, d.body_key) AS body_key, coalesce(w.date, d.date) AS date
FROM chunks AS c
JOIN contents AS d ON d.hash = c.content
LEFT JOIN witnesses AS w ON w.id = c.witness
"""
PIECES = text(f"""
{_PIECES}
WHERE c.witness IN (SELECT h.witness FROM json_each(:ids) AS asked JOIN chunks AS h ON h.id = asked.value)
UNION ALL
{_PIECES}
WHERE c."row" IN (
  SELECT s."row" FROM json_each(:outside) AS asked
  CROSS JOIN chunks AS s ON s.content = asked.value ->> '$[0]' AND s.section = asked.value ->> '$[1]'
  WHERE +s.witness IS NULL)
ORDER BY 1
""")  # noqa: S608
"""All pieces of the paragraphs of the chunks `ids`, and of the sections `outside`, each [content, section].

`+s.witness`: else SQLite goes through the index of witnesses, to every chunk of the archive that has none."""
