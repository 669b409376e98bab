from django.urls import path

from . import views

urlpatterns = [
    path("arrangements/closure/", views.closure, name="closure"),
    path("arrangements/closure/declare/", views.declare_closure, name="declare-closure"),
    path("arrangements/closure/more/", views.more, name="closure-more"),
    path("arrangements/closure/wind-down/", views.wind_down, name="closure-wind-down"),
    path("arrangements/closure/end/", views.end_closure, name="closure-end"),
    path("arrangements/closure/remote-learning/", views.remote_learning, name="closure-remote-learning"),
    path("arrangements/closure/choices/", views.note_choice, name="closure-choice"),
    path("arrangements/closure/choices/<int:choice>/", views.review_choice, name="closure-review"),
]
