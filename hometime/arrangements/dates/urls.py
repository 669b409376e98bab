from django.urls import path

from . import views

urlpatterns = [
    path("arrangements/dates/", views.dates, name="dates"),
    path("arrangements/dates/<int:begins>/", views.dates_of_year, name="dates-of-year"),
]
