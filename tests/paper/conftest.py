from tests.paper.test_decree30 import CHECK

collect_ignore = [] if CHECK.exists() else ["test_decree30.py"]
