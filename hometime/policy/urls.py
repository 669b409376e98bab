from django.urls import path

from . import views

app_name = "policy"
urlpatterns = [
    path("policy/", views.contents, name="contents"),
    path("policy/choose/", views.choose, name="choose"),
    path("policy/clauses/<str:clause>/", views.clause, name="clause"),
]
