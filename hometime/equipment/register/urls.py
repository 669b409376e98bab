from django.urls import path

from . import kit_views, views

urlpatterns = [
    path("equipment/", views.register, name="register"),
    path("equipment/register.csv", views.register_file, name="register-file"),
    path("equipment/labels.pdf", views.labels_pdf, name="labels"),
    path("equipment/add/", views.device_add, name="device-add"),
    path("equipment/kits/", kit_views.kits, name="kits"),
    path("equipment/kits/<uuid:code>/", kit_views.kit, name="kit"),
    path("equipment/kits/<uuid:code>/take-apart/", kit_views.kit_end, name="kit-end"),
    path("equipment/kits/<uuid:code>/<uuid:device_code>/take-out/", kit_views.kit_take_out, name="kit-take-out"),
    path("equipment/<uuid:code>/", views.device, name="device"),
    path("equipment/<uuid:code>/change/", views.device_change, name="device-change"),
    path("equipment/<uuid:code>/lost/", views.device_lost, name="device-lost"),
    path("equipment/<uuid:code>/found/", views.device_found, name="device-found"),
    path("equipment/<uuid:code>/retire/", views.device_retire, name="device-retire"),
    path("e/<str:asset_code>/", views.scan, name="scan"),
]
