from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("inbox/", views.inbox, name="inbox"),
    path("calendar/", views.calendar, name="calendar"),
    path("standing/", views.standing, name="standing"),
    path("standing/who-is-set-up.csv", views.standing_file, name="standing-file"),
    path("standing/numbers/", views.standing_numbers, name="standing-numbers"),
]
