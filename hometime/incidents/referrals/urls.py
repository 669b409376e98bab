from django.urls import path

from . import views

urlpatterns = [
    path("incidents/referrals/", views.referrals, name="referrals"),
    path("incidents/referrals/<uuid:code>/close/", views.referral_close, name="referral-close"),
]
