from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "hometime.policy"
    label = "policy"
    verbose_name = "Policy"
