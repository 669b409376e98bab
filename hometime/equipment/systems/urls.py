from django.urls import path

from . import views

urlpatterns = [
    path("equipment/systems/", views.systems, name="systems"),
    path("equipment/systems/add/", views.system_add, name="system-add"),
    path("equipment/systems/<uuid:code>/", views.system, name="system"),
    path("equipment/systems/<uuid:code>/change/", views.system_change, name="system-change"),
    path("equipment/systems/<uuid:code>/end/", views.system_end, name="system-end"),
    path("equipment/systems/<uuid:code>/<uuid:opening>/end/", views.opening_end, name="opening-end"),
]
