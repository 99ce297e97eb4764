from django.apps import AppConfig


class ObstaclesConfig(AppConfig):
    name = "giamsat.obstacles"
