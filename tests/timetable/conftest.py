from tests.timetable.test_phrases import TABLE

collect_ignore = [] if TABLE.exists() else ["test_phrases.py"]
