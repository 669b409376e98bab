from django.urls import path

from . import views

app_name = "notices"

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/trouble/", views.trouble, name="trouble"),
    path("notices/trouble/<uuid:code>/send-again/", views.send_again, name="send-again"),
    path("notices/<uuid:code>/", views.notice, name="notice"),
]
