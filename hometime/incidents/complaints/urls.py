from django.urls import path

from . import outside_views, views

urlpatterns = [
    path("incidents/complaints/", views.complaints, name="complaints"),
    path("incidents/complaints/new/", views.complaint_receive, name="complaint-receive"),
    path("incidents/complaints/form/", outside_views.door, name="complaint-door"),
    path("complain/<slug:word>/", outside_views.complain, name="complain"),
    path("complain/<slug:word>/<uuid:once>/", outside_views.complained, name="complained"),
    path("incidents/complaints/<uuid:code>/", views.complaint, name="complaint"),
    *(
        path(f"incidents/complaints/<uuid:code>/{act}/", views.complaint_act, {"act": act}, name=f"complaint-{act}")
        for act in views.ACTS
    ),
]
