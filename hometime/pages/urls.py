from django.urls import path

from . import views

app_name = "pages"
urlpatterns = [path("kit/", views.kit, name="kit")]
