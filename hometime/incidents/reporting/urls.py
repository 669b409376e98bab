from django.urls import path

from . import views

urlpatterns = [
    path("incidents/report/", views.report, name="report"),
    path("incidents/report/<uuid:code>/check/", views.report_check, name="report-check"),
    path("incidents/report/<uuid:code>/drop/", views.report_drop, name="report-drop"),
    path("incidents/report/<uuid:code>/<slug:step>/", views.report_step, name="report-step"),
]
