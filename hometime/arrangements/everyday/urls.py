from django.urls import path

from . import views

urlpatterns = [
    path("arrangements/care/", views.declare_care, name="declare-care"),
    path("arrangements/hours/", views.hours, name="hours"),
    path("arrangements/hours/<uuid:code>/confirm/", views.hours_confirm, name="hours-confirm"),
    path("arrangements/duties/", views.agree_duties, name="agree-duties"),
    path("arrangements/duties/<uuid:code>/agree/", views.duties_agree, name="duties-agree"),
    path("arrangements/duties/<uuid:code>/decline/", views.duties_decline, name="duties-decline"),
    path("arrangements/absence/", views.report_absence, name="report-absence"),
    path("arrangements/absence/<uuid:code>/seen/", views.absence_seen, name="absence-seen"),
    path("arrangements/absence/<uuid:code>/back/", views.absence_return, name="absence-return"),
    path("arrangements/stationery/", views.stationery, name="stationery"),
    path("arrangements/doubts/", views.doubts, name="doubts"),
    path("arrangements/doubts/<uuid:code>/", views.doubt, name="doubt"),
]
