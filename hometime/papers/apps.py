from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "hometime.papers"
    label = "papers"
