from django.urls import path

from . import views

urlpatterns = [
    path("arrangements/abroad/", views.request_abroad, name="request-abroad"),
    path("arrangements/abroad/<uuid:code>/", views.abroad, name="abroad"),
    path("arrangements/abroad/<uuid:code>/back/", views.abroad_back, name="abroad-back"),
    path("arrangements/abroad/<uuid:code>/withdraw/", views.abroad_withdraw, name="abroad-withdraw"),
]
