from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared"
#: real documents and labelled pairs are read only where they lie beside the checkout
NEEDS = {
    "test_corpus.py": SHARED / "corpus",
    "test_overlap.py": SHARED / "overlap",
    "annexes/test_every_cell.py": SHARED / "data",
}
collect_ignore = [name for name, folder in NEEDS.items() if not folder.is_dir()]
