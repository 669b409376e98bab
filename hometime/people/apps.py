from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hometime.people"
    label = "people"
