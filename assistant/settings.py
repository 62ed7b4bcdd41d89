"""Settings, read once at the entry points from `KOMMUNMINNE_*` and passed down."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All settings. A bad value stops the start. Nothing reaches the network unless `llm_url` is set."""

    model_config = SettingsConfigDict(env_prefix="KOMMUNMINNE_", extra="ignore")

    data: Path = Field(default=Path("var"), description="Mapp för register, index och original")
    host: str = Field(default="127.0.0.1", description="Adress som tjänsten lyssnar på")
    port: int = Field(default=8800, ge=1, le=65535, description="Port för både webbsida och API")
    zone: str = Field(
        default="intern",
        pattern="^(publik|intern)$",
        description="Vad den som frågar får se: publik (endast publika handlingar) eller intern (allt)",
    )
    embedding: str | None = Field(
        default=None,
        description="Namn på eller sökväg till en sentence-transformers-modell; tomt: den medföljande",
    )
    embedding_query_prompt: str | None = Field(
        default=None,
        description="Text före varje fråga till modellen; tom text: ingen; annars modellens egen",
    )
    embedding_passage_prompt: str | None = Field(
        default=None,
        description="Text före varje stycke till modellen; tom text: ingen; annars modellens egen",
    )
    embedding_batch: int = Field(default=32, ge=1, le=4096, description="Texter åt gången genom modellen")
    embedding_threads: int | None = Field(
        default=None, ge=1, le=1024, description="Trådar för modellen; tomt: torch väljer"
    )
    cross_encoder: str | None = Field(
        default=None,
        description="Namn på eller sökväg till en korskodare som läser om de bästa träffarna; tomt: ingen",
    )
    cross_encoder_top: int = Field(default=20, ge=1, le=100, description="Träffar som korskodaren läser")
    kommun_toml: Path | None = Field(default=None, description="kommun.toml med rubriker och organ")
    workers: int = Field(default=2, ge=1, le=16, description="Barnprocesser som läser filer")
    read_seconds: float = Field(default=600, gt=0, description="Längsta tid att läsa en fil")
    read_memory_mb: int = Field(default=2048, ge=256, description="Mesta minne för att läsa en fil, MB")
    upload_mb: int = Field(default=200, ge=1, description="Största fil som får laddas upp, MB")
    llm_url: str | None = Field(default=None, description="OpenAI-kompatibel adress; tomt: ingen språkmodell")
    llm_model: str | None = Field(default=None, description="Språkmodellens namn")
    llm_key: SecretStr | None = Field(default=None, description="Nyckel till språkmodellen")
    llm_seconds: float = Field(default=30, gt=0, description="Längsta väntan på språkmodellen")

    @field_validator("embedding_query_prompt", "embedding_passage_prompt")
    @classmethod
    def _takes_prompts(cls, prompt: str | None, info: ValidationInfo) -> str | None:
        if prompt and not info.data.get("embedding"):
            raise ValueError("modellen som följer med tar inga sådana")
        return prompt

    @property
    def zones(self) -> frozenset[str]:
        """The zones that whoever asks this process may see."""
        return frozenset({"publik"}) if self.zone == "publik" else frozenset({"publik", "intern"})

    @property
    def editable(self) -> bool:
        """Whether whoever asks this process over HTTP may upload and delete: the public may not."""
        return self.zone != "publik"
