from django.urls import path

from . import views

app_name = "people"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("school/", views.organisation_show, name="organisation-show"),
    path("people/", views.people, name="people"),
    path("people/<uuid:code>/", views.person, name="person"),
]
