from django.apps import AppConfig


class EquipmentConfig(AppConfig):
    name = "hometime.equipment"
    label = "equipment"
