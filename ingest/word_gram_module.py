"""The shipped embedding as a module of sentence-transformers, for those who use it outside of Kommunminne.

    SentenceTransformer("ingest/models/kommunminne-sv-m3", trust_remote_code=True).encode_query(["Vad kostar det?"])

sentence-transformers imports no module but its own without `trust_remote_code`; it is this file that is trusted. Kommunminne
itself reads the folder by `ingest.static`, which needs no torch; both give the same vectors.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Self

import torch
from sentence_transformers.base.modules import InputModule
from torch import Tensor
from torch.nn import functional

from ingest.errors import ModelMissing
from ingest.models.write import write_tables
from ingest.static import GRAMS_FILE, PASSAGE, QUESTION, WEIGHTS_FILE, WORDS_FILE, WordGrams, text_words

_TABLES = ("words", "grams")


class WordGramEmbedding(InputModule):
    """A text's words pooled by learned weights, not yet at unit length: a Normalize comes after it.

    `encode_query` gives a text the weights of questions; `encode_document` and plain `encode` those of passages.
    """

    save_in_root = True

    def __init__(self, tables: WordGrams) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._tables = tables
        for table in _TABLES:
            for part in ("", ".scale", ".weight"):
                stored = torch.from_numpy(tables.stored[table + part])
                self.register_buffer(_buffer(table + part), stored)

    def preprocess(  # type: ignore[override]
        self,
        inputs: Sequence[str],
        prompt: str | None = None,
        task: str | None = None,
        **_: Any,
    ) -> dict[str, Any]:
        """Texts as rows of the tables; `task` is 'query' where sentence-transformers embeds questions.

        Each different word stands once: `own` its row, `grams` and `gram_starts` those of its 5-grams. `places` are the
        texts' words among them, one text after the other, each beginning at one of `starts`.
        """
        texts = [text_words(f"{prompt or ''}{text}") for text in inputs]
        place = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
        grams = [self._tables.gram_rows(word) for word in place]
        return {
            "own": _ids(self._tables.words.get(word, 0) for word in place),
            "grams": _ids(chain.from_iterable(grams)),
            "gram_starts": _starts(grams),
            "places": _ids(place[word] for text in texts for word in text),
            "starts": _starts(texts),
            "side": QUESTION if task == "query" else PASSAGE,
        }

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Adds `sentence_embedding`, (texts, dimensions); a text without a word has the zero vector."""
        own, grams, gram_starts = features["own"], features["grams"], features["gram_starts"]
        different, places = torch.unique(grams, return_inverse=True)
        vectors = self._unpacked("words", own) + functional.embedding_bag(
            places, self._unpacked("grams", different), gram_starts, mode="mean"
        )
        weights = functional.softplus(
            self._buffer("words.weight")[own].float()
            + functional.embedding_bag(grams, self._buffer("grams.weight").float(), gram_starts, mode="mean")
        )
        features["sentence_embedding"] = functional.embedding_bag(
            features["places"],
            vectors,
            features["starts"],
            mode="sum",
            per_sample_weights=weights[features["places"], features["side"]],
        )
        return features

    @property
    def max_seq_length(self) -> float:
        """Without limit, to sentence-transformers; `ingest.static` says how many words count."""
        return math.inf

    def get_embedding_dimension(self) -> int:
        """The length of a vector."""
        return self._tables.dimensions

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """The same files as those it was loaded from; always as safetensors."""
        write_tables(Path(output_path), self._tables.stored, self._tables.words, self._tables.grams)

    @classmethod
    def load(  # type: ignore[override]
        cls, model_name_or_path: str, subfolder: str = "", **kwargs: Any
    ) -> Self:
        """The module of a folder, or of a repository that sentence-transformers knows. Raises ModelMissing."""
        known = ("token", "cache_folder", "revision", "local_files_only")
        where = {name: kwargs[name] for name in known if name in kwargs}
        folder = Path(model_name_or_path, subfolder)
        for file in (WORDS_FILE, GRAMS_FILE, WEIGHTS_FILE):
            path = cls.load_file_path(model_name_or_path, filename=file, subfolder=subfolder, **where)
            if path is None:
                raise ModelMissing(f"{model_name_or_path}: filen {file} saknas i modellens mapp.")
            folder = Path(path).parent
        return cls(WordGrams(folder))

    def _unpacked(self, table: str, rows: Tensor) -> Tensor:
        """Vectors of rows, (rows, dimensions): two numbers of four bits lie in a byte."""
        pairs = self._buffer(table)[rows]
        levels = torch.stack((pairs & 15, pairs >> 4), dim=2).flatten(1).float() - 8
        return levels * self._buffer(f"{table}.scale")[rows, None].float()

    def _buffer(self, name: str) -> Tensor:
        return self.get_buffer(_buffer(name))


def _buffer(name: str) -> str:
    """What a tensor of the file is called inside torch, where a name holds no full stop."""
    return name.replace(".", "_")


def _ids(numbers: Any) -> Tensor:
    return torch.tensor(list(numbers), dtype=torch.long)


def _starts(lists: Sequence[Sequence[Any]]) -> Tensor:
    lengths = torch.tensor([0, *map(len, lists)], dtype=torch.long)
    return lengths.cumsum(0)[:-1]
