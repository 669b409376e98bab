from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "hometime.ledger"
    label = "ledger"
