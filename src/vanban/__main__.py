"""`python -m vanban FILE [--agencies TABLE]` prints what was read as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from vanban import AgencyTable, Unreadable, read


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m vanban", description="Đọc một văn bản và in kết quả dạng JSON.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--agencies", type=Path, help="bảng cơ quan (CSV) / table of agencies")
    args = parser.parse_args()
    table = AgencyTable.from_csv(args.agencies) if args.agencies else None
    try:
        reading = read(args.file.read_bytes(), agencies=table, name=args.file.name)
    except Unreadable as refusal:
        sys.stderr.write(f"{refusal.text_vi}\n{refusal.text_en}\n")
        return 2
    sys.stdout.write(json.dumps(reading.as_json(), ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
