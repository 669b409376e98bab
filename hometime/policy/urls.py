from django.urls import path

from . import about_views, views
from .about import PAGES

app_name = "policy"
urlpatterns = [
    path("policy/", views.contents, name="contents"),
    path("policy/choose/", views.choose, name="choose"),
    path("policy/put-in-force/", views.put_in_force, name="put-in-force"),
    path("policy/clauses/<str:clause>/", views.clause, name="clause"),
    path("policy/controls/<slug:control>/", views.control, name="control"),
    path("policy/search/", views.search_page, name="search"),
    path("policy/handout/", about_views.handout, name="handout"),
    path("policy/handout.pdf", about_views.handout_pdf, name="handout-pdf"),
    *[path(f"policy/{name}/", about_views.about_page, {"name": name}, name=name) for name in PAGES],
]
