from django.urls import path

from .views import leaving, lists, records

app_name = "papers"
urlpatterns = [
    path("papers/", lists.papers, name="papers"),
    path("papers/out/", leaving.sign_out, name="sign-out"),
    path("papers/ask/", leaving.request_papers, name="request"),
    path("papers/ask/<uuid:code>/", records.requested, name="requested"),
    path("papers/ask/<uuid:code>/take/", leaving.use_leave, name="use-leave"),
    path("papers/ask/<uuid:code>/withdraw/", leaving.withdraw, name="withdraw"),
    path("papers/print/", leaving.log_print, name="print"),
    path("papers/log/", lists.log, name="log"),
    path("papers/late/", lists.overdue, name="overdue"),
    path("papers/sets/", lists.sets, name="sets"),
    path("papers/sets/new/", lists.set_new, name="set-new"),
    path("papers/sets/<uuid:code>/", lists.set_, name="set"),
    path("papers/sets/<uuid:code>/label.pdf", lists.set_label, name="set-label"),
    path("papers/sets/<uuid:code>/retire/", lists.set_retire, name="set-retire"),
    path("papers/<uuid:code>/", records.paper, name="paper"),
    path("papers/<uuid:code>/back/", records.sign_in, name="return"),
    path("papers/<uuid:code>/longer/", records.longer, name="longer"),
    path("papers/<uuid:code>/journey/", records.journey, name="journey"),
    path("papers/<uuid:code>/journey/<uuid:journey>/arrived/", records.arrived, name="arrived"),
    path("p/<slug:label>/", leaving.scan, name="scan"),  # short, for labels
]
