"""`python -m bench.sizes`: lines per module, function and template, of the whole tree and of the change."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LARGEST = 10


@dataclass(frozen=True)
class Measured:
    """One thing and its length."""

    name: str
    lines: int


def main() -> None:
    files = [path for path in _known() if path.is_file()]
    _print("whole tree", files)
    if changed := [ROOT / name for name in _git("diff", "--name-only", _base())]:
        _print("the change", [path for path in changed if path in files])


def _known() -> list[Path]:
    """Files of the project, tracked or new, as git sees them; without git every file under src."""
    named = _git("ls-files", "--cached", "--others", "--exclude-standard")
    return [ROOT / name for name in named] if named else sorted((ROOT / "src").rglob("*"))


def _base() -> str:
    """What the change is measured against: where this branch left main, or the commit before the last."""
    left = _git("merge-base", "HEAD", "main")
    return left[0] if left and left != _git("rev-parse", "HEAD") else "HEAD~1"


def _git(*command: str) -> list[str]:
    told = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.splitlines() if told.returncode == 0 else []


def _print(title: str, files: list[Path]) -> None:
    ours = [path for path in files if path.is_relative_to(ROOT / "src") and "migrations" not in path.parts]
    modules = [path for path in ours if path.suffix == ".py"]
    print(f"── {title}: {len(ours)} files under src")
    _print_measures("modules", map(_whole, modules))
    _print_measures("functions", (one for path in modules for one in _functions(path)))
    _print_measures("templates", (_whole(path) for path in ours if path.suffix == ".html"))


def _print_measures(kind: str, measures: Iterable[Measured]) -> None:
    found = sorted(measures, key=lambda one: one.lines, reverse=True)
    if not found:
        return
    lengths = [one.lines for one in reversed(found)]
    print(f"{kind:<10} {len(found):>5}   median {_share(lengths, 0.5):>4}   p90 {_share(lengths, 0.9):>4}")
    for one in found[:LARGEST]:
        print(f"    {one.lines:>5}  {one.name}")


def _share(lengths: list[int], share: float) -> int:
    """The length that `share` of the things do not exceed."""
    return lengths[min(int(len(lengths) * share), len(lengths) - 1)]


def _whole(path: Path) -> Measured:
    return Measured(str(path.relative_to(ROOT)), len(path.read_text(encoding="utf-8").splitlines()))


def _functions(path: Path) -> Iterator[Measured]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield Measured(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1)


if __name__ == "__main__":
    main()
