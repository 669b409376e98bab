from django.apps import AppConfig


class ArrangementsConfig(AppConfig):
    name = "hometime.arrangements"
    label = "arrangements"
