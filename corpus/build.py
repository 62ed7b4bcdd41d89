"""Build the demo kommun's documents from their sources: `python corpus/build.py [--out FOLDER]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from markup import Source, read_source
from write_office import docx_bytes, pptx_bytes
from write_pdf import pdf_bytes
from write_scan import scan_bytes

HERE = Path(__file__).resolve().parent


def build(source: Source) -> bytes:
    """The document that the source describes, in the format that its file name says."""
    if source.get("template") == "scan":
        return scan_bytes(source)
    writers = {".pdf": pdf_bytes, ".docx": docx_bytes, ".pptx": pptx_bytes}
    return writers[Path(source.get("file")).suffix](source)


def main() -> None:
    """Write every document below the folder given, by default `corpus/tallsele`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "tallsele")
    out = parser.parse_args().out
    for path in sorted((HERE / "source").glob("*.md")):
        source = read_source(path)
        target = out / source.get("file")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(build(source))
        print(f"{target.relative_to(out)}  {target.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
