"""The `giamsat` command (run, work, read, journal, targets …): one thin door, no Django before it is needed."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 refused or failed, 2 called wrongly."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["manage"]:
        return _manage(arguments[1:])
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command == "read":
        from giamsat.cli.read import read_file, read_folder  # no Django: works without a database

        if options.file.is_dir():
            return read_folder(options.file, out=options.out, jobs=options.jobs)
        return read_file(options.file, as_json=options.json, explained=options.explain)
    if options.command == "likeness":
        from giamsat.cli.likeness import find_alike  # no Django: works without a database

        return find_alike(options.file, as_json=options.json)
    if options.command == "run":
        from giamsat.cli.run import run  # sets the environment before Django loads

        return run(port=options.port, var=options.var)
    if options.command == "journal":
        from giamsat.cli import journal  # loads Django

        return journal.COMMANDS[options.do](options)
    if options.command == "reorganise":
        from giamsat.cli.reorganise import reorganise  # loads Django

        return reorganise(options)
    if options.command == "targets":
        from giamsat.cli import targets  # loads Django

        return targets.COMMANDS[options.do](options)
    from giamsat.cli import running  # loads Django

    return running.work(once=options.once)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="giamsat", description="Giám sát thực hiện nhiệm vụ được giao.")
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser("read", help="đọc văn bản và in các việc được giao / read a document or a folder")
    read.add_argument("file", type=Path, help="tệp, hoặc thư mục / a file, or a folder")
    read.add_argument("--json", action="store_true", help="in JSON thay cho bảng / print JSON")
    read.add_argument("--explain", action="store_true", help="nói quy tắc nào đã nhận ra / say which rules fired")
    read.add_argument("--jobs", type=int, default=1, help="thư mục: số tiến trình / folder: processes")
    read.add_argument("--out", type=Path, help="thư mục: tệp kết quả, mặc định TÊN.jsonl / folder: result file")
    alike = commands.add_parser("likeness", help="tìm nhiệm vụ trùng, chồng lấn trong một tệp CSV / find alike tasks")
    alike.add_argument("file", type=Path, help="CSV: id,title,product,lead,deadline")
    alike.add_argument("--json", action="store_true", help="in JSON kèm lý do / print JSON with reasons")
    run = commands.add_parser("run", help="chạy hệ thống với dữ liệu mẫu / start with demonstration data")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--var", type=Path, default=Path("var"), help="nơi giữ dữ liệu / where data is kept")
    work = commands.add_parser("work", help="vòng lặp việc nền / the background loop")
    work.add_argument("--once", action="store_true", help="làm hết việc đang chờ rồi dừng / drain and stop")
    journal = commands.add_parser("journal", help="nhật ký: kiểm tra, chốt, in gốc / verify, anchor, print a root")
    journal.add_argument("do", nargs="?", default="verify", choices=("verify", "anchor", "root"))
    journal.add_argument("--root", action="append", default=[], help="verify: mã gốc đã giữ / a root kept elsewhere")
    journal.add_argument("--anchor", type=Path, help="verify: tệp do `journal root` in ra / a file with printed roots")
    journal.add_argument("--day", type=date.fromisoformat, help="root: ngày đã chốt, 2026-06-02 / the day it closes")
    reorganise = commands.add_parser("reorganise", help="sắp xếp tổ chức theo tệp CSV / carry out a change set")
    reorganise.add_argument(
        "file", type=Path, help="CSV: kind,predecessors,successors,name,unit_kind,parent,on,document"
    )
    reorganise.add_argument("--dry-run", action="store_true", help="chỉ in thay đổi / only print the difference")
    targets = commands.add_parser("targets", help="danh mục chỉ tiêu: nạp, xuất / load or export the list of targets")
    targets.add_argument("do", choices=("load", "export"))
    targets.add_argument("file", type=Path, help="CSV (một dòng một giá trị mục tiêu) hoặc XLSX / CSV or XLSX")
    targets.add_argument("--programme", default="57-NQ/TW", help="mã chương trình / code of the programme")
    targets.add_argument(
        "--unofficial", action="append", default=[], help="văn bản chỉ có bản không chính thức / an unofficial copy"
    )
    targets.add_argument("--dry-run", action="store_true", help="chỉ in thay đổi / only print the difference")
    commands.add_parser("manage", help="lệnh của Django / Django's own commands")
    return parser


def _manage(arguments: list[str]) -> int:
    from giamsat.cli.environment import prepare_environment  # sets the environment before Django loads

    prepare_environment(Path("var"))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["giamsat manage", *arguments])
    return 0
