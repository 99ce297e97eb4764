from datetime import datetime, timedelta

from giamsat.files import store

#: no upload takes this long; what lies in the spool longer was left by a crash and may be secret
LEFT = timedelta(hours=1)


def wipe_one(at: datetime) -> bool:
    """Wipe one file that a crash has left in the spool; whether there was one."""
    path = store.left_before(at - LEFT)
    if path is None:
        return False
    store.wipe(path)
    return True
