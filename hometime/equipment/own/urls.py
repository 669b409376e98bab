from django.urls import path

from . import views

urlpatterns = [
    path("equipment/own/", views.own, name="own"),
    path("equipment/own/register/", views.register_own, name="register-own"),
    path("equipment/own/inspection/", views.inspection_consent, name="inspection-consent"),
    path("equipment/own/repair/", views.repair, name="repair"),
    path("equipment/own/repair/<uuid:code>/back/", views.repair_back, name="repair-back"),
    path("equipment/own/clear/", views.clear_data, name="clear-data"),
    path("equipment/own/end/", views.dispose, name="dispose"),
    path("equipment/own/<uuid:code>/", views.own_device, name="own-device"),
    path("equipment/own/<uuid:code>/rules/", views.own_declare, name="own-declare"),
    path("equipment/own/<uuid:code>/ask-to-clear/", views.ask_to_clear, name="ask-to-clear"),
]
