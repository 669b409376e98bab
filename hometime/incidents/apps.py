from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "hometime.incidents"
    label = "incidents"
