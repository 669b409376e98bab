from django.urls import path

from . import account_views, views
from .standing_in import views as standing_in

app_name = "people"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("school/", views.organisation_show, name="organisation-show"),
    path("people/", views.people, name="people"),
    path("people/standing-in/", standing_in.standing_in, name="standing-in"),
    path("people/standing-in/new/", standing_in.delegate, name="delegate"),
    path("people/standing-in/<uuid:code>/end/", standing_in.end_delegation, name="end-delegation"),
    path("people/<uuid:code>/", views.person, name="person"),
    path("people/<uuid:code>/invite/", account_views.person_invite, name="person-invite"),
    path("account/invitation/<str:secret>/", account_views.invitation, name="invitation"),
    path("account/second-step/", account_views.second_step, name="second-step"),
]
