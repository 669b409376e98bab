from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "hometime.files"
    label = "files"
