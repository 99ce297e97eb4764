"""`giamsat likeness TASKS.csv` on good and bad files."""

import json
from pathlib import Path

import pytest

from giamsat.cli import main

HEAD = "id,title,product,lead,deadline\n"
TWICE = HEAD + "7,Lập quỹ tái tạo rạn san hô,Quỹ,BNNMT,2026-12-31\n3,Thành lập Quỹ tái tạo rạn san hô,,BNNMT,\n"


def _run(tmp_path: Path, text: str, *options: str, encoding: str = "utf-8") -> int:
    path = tmp_path / "tasks.csv"
    path.write_text(text, encoding=encoding)
    return main(["likeness", str(path), *options])


def test_pairs_are_printed_as_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(tmp_path, TWICE, encoding="utf-8-sig")

    assert (code, [line.split(",")[:3] for line in capsys.readouterr().out.splitlines()]) == (
        0,
        [["id_a", "id_b", "relation"], ["3", "7", "duplicate"]],
    )


def test_json_adds_reasons_and_differences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run(tmp_path, TWICE, "--json")

    found = json.loads(capsys.readouterr().out)

    assert [(pair["reasons"][-1], pair["differences"]) for pair in found] == [("agency: BNNMT", [])]


def test_columns_beside_id_and_title_may_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(tmp_path, "id,title\n1,Lập quỹ rạn san hô\n2,Lập quỹ rạn san hô\n")

    assert (code, len(capsys.readouterr().out.splitlines())) == (0, 2)


@pytest.mark.parametrize(
    ("text", "says"),
    [("title\nLập quỹ\n", "thiếu cột"), (HEAD + "1,Lập quỹ,,,\n1,Lập sàn,,,\n", "hai dòng cùng id")],
)
def test_a_bad_file_gets_one_sentence(text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(tmp_path, text)

    assert (code, says in capsys.readouterr().err) == (1, True)


def test_another_encoding_and_a_missing_file_get_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = _run(tmp_path, HEAD + "1,Lập quỹ,,,\n", encoding="utf-16"), main(["likeness", str(tmp_path / "none.csv")])

    assert (codes, len(capsys.readouterr().err.splitlines())) == ((1, 1), 2)
