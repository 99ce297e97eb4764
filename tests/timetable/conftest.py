from hypothesis import settings

from tests.timetable.test_phrases import TABLE

collect_ignore = [] if TABLE.exists() else ["test_phrases.py"]

# a busy machine is slow, not wrong
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
