from django.urls import path

from . import return_views, views

urlpatterns = [
    path("equipment/hand-over/", views.hand_over, name="hand-over"),
    path("equipment/hand-over/pick/", views.pick_typed, name="pick-typed"),
    path("equipment/hand-over/stop/", views.stop_picking, name="stop-picking"),
    path("equipment/hand-over/to/<uuid:code>/", views.hand_over_sign, name="hand-over-sign"),
    path("equipment/<uuid:code>/pick/", views.pick, name="pick"),
    path("equipment/<uuid:code>/unpick/", views.unpick, name="unpick"),
    path("equipment/handed-over/<uuid:code>/", views.handed_over, name="handed-over"),
    path("equipment/handed-over/<uuid:code>/sign/", views.sign_loan, name="sign-loan"),
    path("equipment/handed-over/<uuid:code>/hand-out/", views.hand_out, name="hand-out"),
    path("equipment/handed-over/<uuid:code>/call-off/", views.call_off, name="call-off"),
    path("equipment/handed-over/<uuid:code>/copy/", views.copy, name="handed-over-copy"),
    path("equipment/loans/", return_views.loans, name="loans"),
    path("equipment/loans/<uuid:code>/", return_views.loan, name="loan"),
    path("equipment/loans/<uuid:code>/due/", return_views.loan_due, name="loan-due"),
    path("equipment/loans/<uuid:code>/data-off/", return_views.data_off, name="data-off"),
    path("equipment/return/", return_views.return_by_code, name="return-by-code"),
    path("equipment/<uuid:code>/return/", return_views.take_back, name="return"),
    path("equipment/still-have/", return_views.still_have, name="still-have"),
    path("equipment/overdue/", return_views.overdue, name="overdue"),
    path("equipment/recall/", return_views.recall, name="recall"),
]
