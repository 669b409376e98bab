from django.urls import path

from . import views

urlpatterns = [
    path("arrangements/checks/", views.measures, name="record-measure"),
    path("arrangements/checks/<uuid:code>/seen/", views.measure_seen, name="measure-seen"),
    path("arrangements/checks/<uuid:code>/end/", views.measure_end, name="measure-end"),
]
