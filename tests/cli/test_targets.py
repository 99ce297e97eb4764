from argparse import Namespace
from pathlib import Path

import pytest

from giamsat.cli import targets
from giamsat.targets.models import Goal
from tests import builders
from tests.targets.test_loading import SMALL, listed

pytestmark = pytest.mark.django_db


def options(file: Path, **changed: object) -> Namespace:
    return Namespace(**{"file": file, "programme": "57-NQ/TW", "unofficial": [], "dry_run": False} | changed)


def test_list_is_tried_then_loaded_then_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    builders.programme()
    file, out = tmp_path / "chi-tieu.csv", tmp_path / "ra.csv"
    file.write_text(SMALL, encoding="utf-8", newline="")

    tried = targets.load(options(file, dry_run=True))
    assert (tried, Goal.objects.count()) == (0, 0)
    assert "18 thay đổi, 0 giữ nguyên. (chạy thử)" in capsys.readouterr().out
    loaded = targets.load(options(file, unofficial=["10/NQ-XX"]))
    written = targets.export(options(out))

    assert (loaded, written, out.read_bytes().decode()) == (0, 0, SMALL)
    assert Goal.objects.filter(is_official=False).count() == 9


def test_workbook_goes_out_and_comes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    builders.programme()
    file, book = tmp_path / "chi-tieu.csv", tmp_path / "chi-tieu.xlsx"
    file.write_text(SMALL, encoding="utf-8", newline="")
    targets.load(options(file))
    targets.export(options(book))

    assert targets.load(options(book)) == 0
    assert "0 thay đổi, 18 giữ nguyên." in capsys.readouterr().out


def test_bad_cell_is_named_and_nothing_is_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    builders.programme()
    file = tmp_path / "chi-tieu.csv"
    file.write_text(listed(t_5={"value": "tám mươi"}), encoding="utf-8", newline="")

    assert targets.load(options(file)) == 1
    assert "dòng 6, cột value: phải là số" in capsys.readouterr().out
    assert Goal.objects.count() == 0


def test_unknown_programme_gets_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert targets.load(options(tmp_path / "x.csv", programme="0/XX")) == 1
    assert capsys.readouterr().out == "Không có chương trình mã 0/XX.\n"
