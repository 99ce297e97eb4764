from pathlib import Path

#: real documents are read only where they lie beside the checkout
collect_ignore = [] if (Path(__file__).parents[3] / "shared" / "corpus").is_dir() else ["test_corpus.py"]
