from django.urls import path

from . import receipt_views, views

app_name = "decisions"
urlpatterns = [
    path("ask/", views.ask, name="ask"),
    path("ask/<slug:activity>/", views.start, name="start"),
    path("ask/<slug:activity>/questions/<str:name>/", views.question, name="question"),
    path("ask/<slug:activity>/check/", views.check, name="check"),
    path("ask/<slug:activity>/cannot/", views.cannot, name="cannot"),
    path("receipts/", receipt_views.receipts, name="receipts"),
    path("receipts/<uuid:code>/", receipt_views.receipt, name="receipt"),
    path("receipts/<uuid:code>/again/", receipt_views.again, name="again"),
    path("receipts/<uuid:code>/compare/", receipt_views.compare, name="compare"),
    path("receipts/<uuid:code>/try/<int:way>/", receipt_views.try_way, name="try-way"),
]
