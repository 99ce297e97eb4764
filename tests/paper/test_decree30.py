"""The check of Decree 30 that lies beside the checkout of those who have it; without it this file is not collected."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from giamsat.paper import Urgency, docx
from tests.paper.samples import letter, report

CHECK = Path(__file__).parents[3] / "shared/tools/check_decree30.py"
SHEETS = {
    "bao_cao": report(),
    "bao_cao, one addressee": replace(
        report(), addressees=("Thủ tướng Chính phủ",), appendices=report().appendices[:1]
    ),
    "bao_cao, bare": replace(report(), addressees=(), appendices=(), number=None, issued_on=None),
    "bao_cao, ending in a table": replace(report(), body=report().body[:-6]),
    "thong_bao": replace(report(), kind="thong_bao", symbol="TB-BKHCN", addressees=(), urgency=Urgency.URGENT),
    "ke_hoach": replace(report(), kind="ke_hoach", symbol="KH-BKHCN", parent_agency="Chính phủ"),
    "cong_van": letter(),
    "cong_van, many addressees": replace(letter(), addressees=report().addressees, urgency=""),
}


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_broken(name, tmp_path):
    path = tmp_path / "paper.docx"
    path.write_bytes(docx(SHEETS[name]))

    told = subprocess.run(
        [sys.executable, CHECK, path, "--kind", SHEETS[name].kind], capture_output=True, text=True, check=False
    )

    assert " 0 broken" in told.stdout, told.stdout + told.stderr
