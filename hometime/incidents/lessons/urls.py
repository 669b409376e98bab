from django.urls import path

from . import views

urlpatterns = [
    path("incidents/lessons/", views.lessons, name="lessons"),
    path("incidents/lessons/<uuid:code>/", views.lesson, name="lesson"),
    path("incidents/investigate/", views.investigate, name="investigate"),
    path("incidents/<uuid:code>/lessons/", views.learn, name="learn"),
]
