"""Every door of the site: a part keeps its own addresses in its `urls.py`."""

from django.urls import include, path

urlpatterns = []
