"""The plan of the house, held against the code: who may import whom, which library lives where, how long things are.

The table is the twin of the one in docs/house.md. Imports for type hints count too.
"""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "timeline"
FILES = sorted(SOURCE.rglob("*.py"))

ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "values": {"errors"},
    "discovery": {"errors"},
    "languages": {"errors"},
    "timex": {"values", "languages", "errors"},
    "events": {"values", "languages", "errors"},
    "intake": {"errors"},
    "readers": {"values", "intake", "discovery", "errors"},
    "exporters": {"values", "discovery", "errors"},
    "importers": {"values", "intake", "discovery", "errors"},
    "store": {"values", "discovery", "errors"},
    "extract": {"values", "languages", "timex", "events", "errors"},
    "workflow": {
        "values", "discovery", "errors", "intake", "languages", "timex", "events", "readers", "exporters", "importers",
        "store", "extract",
    },
    "cli": {"workflow", "values", "discovery", "errors"},
}  # fmt: skip

LIBRARIES: dict[str, set[str]] = {
    "spacy": {"events"},
    "onnxruntime": {"events"},
    "tokenizers": {"events"},
    "py3langid": {"extract"},
    "Stemmer": {"store"},
    "trafilatura": {"readers"},
    "htmldate": {"readers"},
    "lxml": {"readers"},
    "httpx": {"readers"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "sqlite3": {"store"},
    "typer": {"cli"},
    "rich": {"cli"},
    "dateutil": {"timex", "readers"},
    "icalendar": {"exporters", "importers"},
    "openpyxl": {"importers"},
    "xlsxwriter": {"exporters"},
    "pyarrow": {"exporters"},
    "tomllib": {"languages", "importers"},
}

DATABASES = ("sqlite", "postgres", "psycopg", "mysql")
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}


def room(file: Path) -> str:
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """The modules that a file imports, absolute, with the lines."""
    package = ["timeline", *file.relative_to(SOURCE).parts[:-1]]
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            yield node.lineno, module
            if module == "timeline":
                for name in node.names:
                    yield node.lineno, f"timeline.{name.name}"


def name(file: Path) -> str:
    return str(file.relative_to(SOURCE))


every_file = pytest.mark.parametrize("file", FILES, ids=name)


@every_file
def test_a_room_imports_only_the_rooms_it_may(file: Path) -> None:
    here = room(file)
    if here == "__init__":
        return
    assert here in ROOMS, f"{here} is no room of the house; see docs/house.md"
    for line, module in imports(file):
        parts = module.split(".")
        if parts[0] == "timeline" and len(parts) > 1 and parts[1] != "__version__":
            there = parts[1]
            assert there == here or there in ROOMS[here], f"{name(file)}:{line} imports {module}"


@every_file
def test_a_library_is_imported_only_in_its_room(file: Path) -> None:
    for line, module in imports(file):
        library = module.split(".")[0]
        if library in LIBRARIES:
            assert room(file) in LIBRARIES[library], f"{name(file)}:{line} imports {library}"
        if room(file) == "values":
            import sys

            assert library in sys.stdlib_module_names | {"timeline"}, f"{name(file)}:{line}: values import no library"


@every_file
def test_only_discovery_imports_by_name(file: Path) -> None:
    if room(file) == "discovery":
        return
    for line, module in imports(file):
        assert module.split(".")[0] != "importlib" or module in {
            "importlib.resources",
            "importlib.metadata",
            "importlib",
        }, f"{name(file)}:{line}"
    for node in ast.walk(tree(file)):
        called = isinstance(node, ast.Attribute) and node.attr == "import_module"
        assert not called, f"{name(file)}:{getattr(node, 'lineno', 0)} imports dynamically"


@every_file
def test_nothing_below_a_door_reads_the_clock_or_the_environment_or_prints(file: Path) -> None:
    if room(file) in {"cli", "web"}:
        return
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"print", "input"}, f"{name(file)}:{node.lineno}"
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            at = f"{name(file)}:{node.lineno}"
            assert (node.value.id, node.attr) not in CLOCKS, f"{at} reads the clock"
            assert (node.value.id, node.attr) not in {("os", "environ"), ("os", "getenv")}, (
                f"{at} reads the environment"
            )


@every_file
def test_a_database_is_named_only_in_the_dialects(file: Path) -> None:
    if "dialects" in file.parts:
        return
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and room(file) == "store":
            text = node.value.lower()
            is_doc = " " in text  # prose may name them; code may not
            assert is_doc or not any(d in text for d in DATABASES), f"{name(file)}:{node.lineno} {node.value!r}"


@every_file
def test_no_file_is_over_400_lines_and_no_function_over_60(file: Path) -> None:
    assert file.read_text(encoding="utf-8").count("\n") <= 400
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{name(file)}:{node.lineno} {node.name}"


@every_file
def test_nothing_catches_everything(file: Path) -> None:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ExceptHandler):
            bare = node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"}
            assert not bare, f"{name(file)}:{node.lineno}"


def test_half_of_the_files_are_under_120_lines() -> None:
    assert statistics.median(f.read_text(encoding="utf-8").count("\n") for f in FILES) < 120


def test_every_public_thing_says_what_it_is() -> None:
    silent = []
    for file in FILES:
        module = tree(file)
        if not ast.get_docstring(module):
            silent.append(name(file))
        for node in module.body:
            public = isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):  # type: ignore[arg-type]
                silent.append(f"{name(file)}:{node.lineno}")
    assert not silent


def test_the_modules_import_one_another_in_no_circle() -> None:
    modules = {
        "timeline." + ".".join(f.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): f for f in FILES
    }
    arrows: dict[str, set[str]] = {}
    for module, file in modules.items():
        read = tree(file)  # once: the same statement of another reading is another object
        top = {n for n in ast.walk(read) if isinstance(n, ast.FunctionDef)}
        inner = {id(i) for f in top for i in ast.walk(f) if isinstance(i, ast.Import | ast.ImportFrom)}
        arrows[module] = set()
        for node in ast.walk(read):
            if isinstance(node, ast.ImportFrom) and node.module and id(node) not in inner:
                for target in (node.module, *(f"{node.module}.{n.name}" for n in node.names)):
                    if target in modules and target != module:
                        arrows[module].add(target)
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for target in sorted(arrows[module]):
                walk(target, (*path, module))
            done.add(module)

    for module in sorted(arrows):
        walk(module, ())


def test_a_migration_imports_nothing_of_ours() -> None:
    for file in (ROOT / "migrations" / "versions").glob("*.py"):
        assert "timeline" not in {m.split(".")[0] for _, m in _plain_imports(file)}, file.name


def _plain_imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, n.name) for n in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""


def test_no_file_of_the_project_names_a_machine_or_a_task_left_open() -> None:
    words = ("TO" + "DO", "FIX" + "ME", "/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/")
    texts = [
        *FILES,
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "tests").rglob("*.py"),
        ROOT / "Makefile",
    ]
    for file in texts:
        if file.exists():
            text = file.read_text(encoding="utf-8")
            assert not [w for w in words if w in text], file
