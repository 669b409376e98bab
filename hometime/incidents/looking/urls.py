from django.urls import path

from . import views

urlpatterns = [
    path("incidents/", views.incidents, name="incidents"),
    path("incidents/<uuid:code>/", views.incident, name="incident"),
    path("incidents/<uuid:code>/seen/", views.seen, name="seen"),
    path("incidents/<uuid:code>/note/", views.note, name="note"),
    path("incidents/<uuid:code>/done/<slug:item>/", views.contain, name="contain"),
    path("incidents/<uuid:code>/body/", views.body, name="body"),
    path("incidents/<uuid:code>/outside/<int:recipient>/", views.outside, name="outside"),
    path("incidents/<uuid:code>/child/", views.child, name="child"),
    path("incidents/<uuid:code>/people/", views.people, name="people"),
    path("incidents/<uuid:code>/clock/", views.clock, name="clock"),
]
