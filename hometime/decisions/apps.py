from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "hometime.decisions"
    label = "decisions"
