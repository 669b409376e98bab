from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "hometime.home"
    label = "home"
