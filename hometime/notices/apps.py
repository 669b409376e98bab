from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "hometime.notices"
    label = "notices"
