from django.apps import AppConfig


class ConsolidationConfig(AppConfig):
    name = "giamsat.consolidation"
