from django.db import models

from giamsat.addresses import PUBLIC_ID_LENGTH


class ChainHead(models.Model):
    """The last link of one chain. Locking this row puts the entries of a unit in order."""

    #: Key of the acting unit; 0 is the system itself.
    chain = models.BigIntegerField(unique=True)
    #: Number of the last entry, counted from 1.
    seq = models.BigIntegerField(default=0)
    #: Hash of the last entry, hex.
    hash = models.CharField(max_length=64, default="")


class Entry(models.Model):
    """What somebody did: plain ids and the names of that time, no foreign keys, never changed (triggers see to it)."""

    chain = models.BigIntegerField()
    seq = models.BigIntegerField()
    #: The database's clock.
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_title = models.CharField(max_length=200)
    unit_name = models.CharField(max_length=300)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    object_public_id = models.CharField(max_length=PUBLIC_ID_LENGTH)
    object_name = models.CharField(max_length=300)
    details = models.JSONField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="journal_entry_one_per_place_in_chain")]
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="journal_entry_by_object"),
            models.Index(fields=["at"], name="journal_entry_by_time"),
        ]


class Anchor(models.Model):
    """One hash over the ends of all chains: kept on paper elsewhere, it shows later that nothing was cut off.

    It names the ends that moved since the anchor before it, and that anchor's root: so it stands for every chain.
    """

    #: Counted from 1.
    number = models.BigIntegerField(primary_key=True)
    #: The day in Việt Nam that it closes.
    day = models.DateField()
    #: The database's clock.
    made_at = models.DateTimeField()
    previous_root = models.CharField(max_length=64)
    root = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["day"], name="journal_anchor_by_day")]

    def __str__(self) -> str:
        return f"Gốc nhật ký số {self.number}"

    @property
    def public_id(self) -> str:
        """Its number: a root is meant to be read out."""
        return str(self.number)


class AnchoredEnd(models.Model):
    """Where one chain ended when an anchor was made."""

    anchor = models.ForeignKey(Anchor, models.PROTECT, related_name="ends")
    chain = models.BigIntegerField()
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["anchor", "chain"], name="journal_anchor_names_a_chain_once"),
        ]
        indexes = [models.Index(fields=["chain", "seq"], name="journal_anchored_by_place")]
