"""How fast papers are read and how much memory it takes, on the papers of tests/vanban in any number.

`python -m bench.speed` measures these figures alone. What must be measured by itself runs in a process of its own.
"""

import io
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

import pypdfium2 as pdfium

import vanban
from bench.figures import Figure, table

ROOT = Path(__file__).parents[1]
PAPERS = ROOT / "tests" / "vanban" / "papers"
CORPUS = ROOT.parent / "shared" / "corpus"
FONTS = ROOT / "src" / "giamsat" / "paper" / "fonts"
AGENCIES = ROOT / "src" / "giamsat" / "people" / "seed" / "agencies.csv"
DOCUMENT = 10_000  # bytes: what the promise calls a document
PAGES = 300
LENGTHS, QUICK_LENGTHS = (10_000, 100_000, 1_000_000, 10_000_000), (10_000, 100_000, 1_000_000)


def figures(*, quick: bool) -> list[Figure]:
    """Documents a second, a long gazette, start-up, growth with length."""
    pages = 30 if quick else PAGES
    gazette = _gazette_alone(pages)
    lengths = QUICK_LENGTHS if quick else LENGTHS
    return [
        Figure("reading: documents of 10 kB a second, one core", _rate_alone(2 if quick else 5), 60, is_floor=True),
        Figure(f"reading: gazette of {pages} pages, PDF", gazette["seconds"], 20 * pages / PAGES, "s"),
        Figure(f"reading: memory for {pages} pages", gazette["megabytes"], 400, "MB"),
        Figure("reading: start-up of giamsat read", _start_up(5 if quick else 15), 0.4, "s"),
        Figure(f"reading: growth, exponent {lengths[0]:,} to {lengths[-1]:,} bytes", _exponent(lengths), 1.1),
    ]


def _papers() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(PAPERS.glob("*.txt"))]


def _long(length: int) -> str:
    """One text of that many bytes: papers of ours one after the other."""
    parts, size = [], 0
    for paper in cycle(_papers()):
        parts.append(paper)
        size += len(paper.encode())
        if size >= length:
            break
    return "\n\n".join(parts).encode()[:length].decode("utf-8", "ignore")


def _table() -> vanban.AgencyTable:
    return vanban.AgencyTable.from_csv(AGENCIES)


def _rate(times: int) -> float:
    """10 kB of documents a second of processor time: those of ../shared/corpus, or ours where it is missing."""
    agencies, documents = _table(), _documents()
    for document in documents:
        vanban.read(document, agencies=agencies)
    started = time.process_time()
    for _ in range(times):
        for document in documents:
            vanban.read(document, agencies=agencies)
    return round(times * sum(map(len, documents)) / DOCUMENT / (time.process_time() - started), 1)


def _rate_alone(times: int) -> float:
    """In a process that holds nothing else, as the jailed reader is."""
    return _asked("rate", str(times))["documents"]


def _measure_rate(times: str) -> dict[str, float]:
    return {"documents": _rate(int(times))}


def _documents() -> list[bytes]:
    real = [path for folder in ("docs", "unlabelled") for path in sorted((CORPUS / folder).glob("*.txt"))]
    return [path.read_bytes() for path in real] or [paper.encode() for paper in _papers()]


def _start_up(times: int) -> float:
    """Seconds from the command to its answer for a paper of one line; the best of several: others use the machine."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write("1. Bộ Y tế công bố danh mục thuốc trước ngày 20/6/2026.".encode())
        file.flush()
        taken, giamsat = [], Path(sys.executable).with_name("giamsat")
        for _ in range(times):
            started = time.perf_counter()
            subprocess.run([giamsat, "read", file.name], check=True, capture_output=True)
            taken.append(time.perf_counter() - started)
    return round(min(taken), 2)


def _exponent(lengths: tuple[int, ...]) -> float:
    """The slope of log(time) over log(length): 1 is linear."""
    agencies = _table()
    points = []
    for length in lengths:
        source = _long(length).encode()
        taken = []
        for _ in range(3 if length < 1_000_000 else 1):
            started = time.process_time()
            vanban.read(source, agencies=agencies)
            taken.append(time.process_time() - started)
        points.append((math.log10(length), math.log10(statistics.median(taken))))
    return round(statistics.linear_regression(*zip(*points, strict=True)).slope, 2)


def _gazette(pages: int) -> bytes:
    """A gazette of papers of ours as a PDF with text, a running head and a number on each page."""
    import typst  # slow to load

    lines = (line for line in _long(4_000 * pages).splitlines() if line.strip())
    text = "\n\n".join(f"#text({json.dumps(line, ensure_ascii=False)})" for line in lines)
    head = '#set page("a4", header: [CÔNG BÁO/Số 871 + 872/Ngày 04-6-2026], numbering: "1")\n'
    made = typst.compile((f"{head}#set text(11pt)\n{text}").encode(), font_paths=[FONTS])
    document = pdfium.PdfDocument(made)
    while len(document) > pages:
        del document[len(document) - 1]
    assert len(document) == pages
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _gazette_alone(pages: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cong-bao.pdf"
        path.write_bytes(_gazette(pages))
        return _asked("gazette", str(path))


def _asked(what: str, argument: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.speed", "--measure", what, argument]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    measured: dict[str, float] = json.loads(out)
    return measured


def _measure_gazette(path: str) -> dict[str, float]:
    source = Path(path).read_bytes()
    started, worked = time.perf_counter(), time.process_time()
    reading = vanban.read(source, agencies=_table())
    taken, work = time.perf_counter() - started, time.process_time() - worked
    return {
        "seconds": round(taken, 1),
        "work": round(work, 1),
        "megabytes": _most_memory(),
        "characters": len(reading.text),
        "assignments": len(reading.assignments),
    }


def _most_memory() -> int:
    """The most memory this program held, MB; getrusage would tell that of the program which started it as well."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps({"gazette": _measure_gazette, "rate": _measure_rate}[sys.argv[2]](sys.argv[3])))
    else:
        print(table(figures(quick="--quick" in sys.argv)))
