from django.urls import path

from . import views

app_name = "imports"

urlpatterns = [
    path("imports/staff/", views.staff, name="staff"),
    path("imports/staff/<uuid:code>/", views.staff_import, name="staff-import"),
    path("imports/staff/<uuid:code>/columns/", views.columns, name="columns"),
    path("imports/staff/<uuid:code>/apply/", views.apply, name="apply"),
    path("imports/staff/<uuid:code>/undo/", views.undo, name="undo"),
    path("imports/staff/<uuid:code>/not-taken.csv", views.not_taken, name="not-taken"),
]
