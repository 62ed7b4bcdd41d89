"""What a fresh machine relies on: every import is declared, every requirement pinned."""

from __future__ import annotations

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("ingest", "assistant", "ui", "evals")
# Parts of what is declared, which that documents as its own way in: FastAPI's base and server side. And modules that
# bear another name than their package, which may not be installed.
BY_WAY_OF = {
    "starlette": "fastapi",
    "haystack": "haystack-ai",
    "llama-index": "llama-index-core",
    "stemmer": "pystemmer",
}


def project() -> dict[str, object]:
    content: dict[str, dict[str, object]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return content["project"]


def requirements(*extras: str) -> list[Requirement]:
    declared = project()
    lines = list(declared["dependencies"])
    for extra in extras:
        lines += declared["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def imported() -> set[str]:
    names: set[str] = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - set(PACKAGES)


def test_every_import_is_a_declared_requirement() -> None:
    declared = {canonicalize_name(each.name) for each in requirements("models", "llm-test", "evals", "peers")}
    owners = packages_distributions()
    for name in imported():
        candidates = {canonicalize_name(each) for each in owners.get(name, [name])}
        candidates |= {BY_WAY_OF.get(each, each) for each in candidates}
        assert candidates & declared, f"{name} importeras men står inte i pyproject.toml"


@pytest.mark.parametrize(
    "requirement", requirements("models", "dev", "evals", "peers"), ids=lambda each: each.name
)
def test_every_requirement_has_a_pin_that_meets_it(requirement: Requirement) -> None:
    version = pins().get(canonicalize_name(requirement.name))
    assert version is not None, f"{requirement.name} saknas i constraints.txt"
    assert requirement.specifier.contains(version, prereleases=True)


def test_a_pin_names_no_build_of_one_machine() -> None:
    assert not [name for name, version in pins().items() if "+" in version]
