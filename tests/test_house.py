"""The house keeps its own rules: layers, licences, what a commit may not hold, how long an import takes to say hello."""

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
# Licences with a free choice or a clear permissive text that their metadata words badly; each was read.
CHOICES = {
    "tld": "MPL-1.1 or GPL-2.0 or LGPL-2.1: taken under MPL",
    "text-unidecode": "Artistic or GPL: taken under Artistic",
}


def tracked():
    out = subprocess.run(["git", "ls-files"], cwd=REPO, capture_output=True, text=True, check=False)
    if out.returncode:
        pytest.skip("not a git checkout")
    return [REPO / line for line in out.stdout.splitlines() if (REPO / line).is_file()]


def runtime_packages():
    lines = (REPO / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return [m.group(1) for line in lines if (m := re.match(r"([A-Za-z0-9_.-]+)==", line))]


def test_no_layer_knows_what_is_above_it():
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=REPO, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout[-2000:] + found.stderr[-500:]


def test_no_runtime_dependency_is_under_a_gpl_licence_alone():
    bad = []
    for name in runtime_packages():
        try:
            meta = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform
        words = " ".join(
            [
                meta.get("License-Expression") or "",
                (meta.get("License") or "")[:200],
                *(meta.get_all("Classifier") or []),
            ]
        )
        strong = re.search(r"(?<!L)(?<!Lesser )\bA?GPL|GNU (Affero )?General Public", words)
        free = re.search(r"\bMIT\b|BSD|Apache|MPL|Mozilla|Artistic|Python Software", words)
        if strong and not free and name.lower() not in CHOICES:
            bad.append((name, words[:120]))
    assert bad == []


def test_the_repository_names_no_machine_path_and_no_registry():
    here = "|".join("/" + d + "/" for d in ("work", "root"))
    registries = "pypi[.]org|python[h]osted|registry[.]npmjs|deb[.]debian"
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(REPO)}: {m.group()}" for m in re.finditer(f"{here}|{registries}", text)]
    assert found == []
    assert not (REPO / "uv.lock").exists()


def test_every_module_says_first_what_it_is_for():
    silent = [
        str(p.relative_to(REPO))
        for p in tracked()
        if p.suffix == ".py"
        and p.is_relative_to(REPO / "src")
        and not re.match(r'(#!.*\n)?r?"""[A-Z`a-z]', p.read_text(encoding="utf-8"))
    ]
    assert silent == []


def test_no_file_has_a_drawer_for_a_name():
    assert [p for p in tracked() if p.stem in {"utils", "helpers", "common", "misc", "v2"}] == []


def test_import_foedus_brings_in_no_heavy_library():
    code = "import sys, foedus; print(sorted(m for m in ('spacy','duckdb','numpy','altair','pandas','pyarrow') if m in sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_every_runtime_requirement_is_pinned_with_a_hash():
    text = (REPO / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert all("--hash=sha256:" in b for b in blocks if re.match(r"[A-Za-z0-9_.-]+==", b))
