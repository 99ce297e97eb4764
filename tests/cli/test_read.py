import json
import subprocess
import sys
from pathlib import Path

from tests.formats.made import LINES


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "giamsat.cli", "read", *words], capture_output=True, text=True, cwd=cwd, check=False
    )


def archive(folder: Path, n: int) -> Path:
    papers = folder / "kho"
    papers.mkdir(exist_ok=True)
    for nth in range(n):
        (papers / f"{nth}.txt").write_text("\n\n".join(LINES).replace("871", str(900 + nth)), encoding="utf-8")
    return papers


def lines(path: Path) -> dict[str, dict[str, object]]:
    return {line["file"]: line for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def test_a_file_is_printed_as_a_table_or_as_json(tmp_path: Path) -> None:
    paper = archive(tmp_path, 1) / "0.txt"

    table, found = run(str(paper), cwd=tmp_path), run(str(paper), "--json", cwd=tmp_path)

    assert "900/TB-VPCP" in table.stdout
    assert json.loads(found.stdout)["document"]["number"] == "900"


def test_a_file_that_cannot_be_read_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"MZ\x90\x00 program")

    answer = run("a.docx", cwd=tmp_path)

    assert (answer.returncode, answer.stdout) == (1, "")
    assert "Không nhận ra định dạng" in answer.stderr


def test_a_folder_becomes_json_lines_on_two_cores_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    archive(tmp_path, 4)
    first = run("kho", "--jobs", "2", cwd=tmp_path)
    out = tmp_path / "kho.jsonl"
    before = out.read_text(encoding="utf-8")
    out.write_text(before[: len(before) - 40], encoding="utf-8")  # the power went
    archive(tmp_path, 6)
    (tmp_path / "kho" / "hong.docx").write_bytes(b"MZ\x90\x00 program")

    second = run("kho", "--jobs", "2", cwd=tmp_path)

    found = lines(out)
    assert (first.returncode, second.returncode) == (0, 1)
    assert sorted(found) == ["0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "hong.docx"]
    assert "đọc mới 4, không đọc được 1" in second.stderr
    assert found["hong.docx"]["refused"] == "unknown_format"
