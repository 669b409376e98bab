from django.apps import AppConfig


class RetentionConfig(AppConfig):
    name = "hometime.retention"
    label = "retention"
