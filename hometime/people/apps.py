from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hometime.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import_module("hometime.people.receivers").connect()  # models are there only now
