from django.urls import path

from .views import gathering, leaving, lists, records, scanning, sets

app_name = "papers"
urlpatterns = [
    path("papers/", lists.papers, name="papers"),
    path("papers/out/", leaving.sign_out, name="sign-out"),
    path("papers/ask/", leaving.request_papers, name="request"),
    path("papers/ask/<uuid:code>/", records.requested, name="requested"),
    path("papers/ask/<uuid:code>/take/", leaving.use_leave, name="use-leave"),
    path("papers/ask/<uuid:code>/withdraw/", leaving.withdraw, name="withdraw"),
    path("papers/instead/", leaving.instead, name="instead"),
    path("papers/print/", leaving.log_print, name="print"),
    path("papers/log/", lists.log, name="log"),
    path("papers/late/", lists.overdue, name="overdue"),
    path("papers/sets/", sets.sets, name="sets"),
    path("papers/sets/new/", sets.set_new, name="set-new"),
    path("papers/sets/<uuid:code>/", sets.set_, name="set"),
    path("papers/sets/<uuid:code>/label.pdf", sets.set_label, name="set-label"),
    path("papers/sets/<uuid:code>/retire/", sets.set_retire, name="set-retire"),
    path("papers/labels/", sets.labels, name="labels"),
    path("papers/labels.pdf", sets.labels_pdf, name="labels-pdf"),
    path("papers/gather/", gathering.gather, name="gather"),
    path("papers/gather/pick/", gathering.gather_pick, name="gather-pick"),
    path("papers/gather/stop/", gathering.gather_stop, name="gather-stop"),
    path("papers/gather/<slug:label>/drop/", gathering.gather_drop, name="gather-drop"),
    path("papers/<uuid:code>/", records.paper, name="paper"),
    path("papers/<uuid:code>/back/", records.sign_in, name="return"),
    path("papers/<uuid:code>/longer/", records.longer, name="longer"),
    path("papers/<uuid:code>/journey/", records.journey, name="journey"),
    path("papers/<uuid:code>/journey/<uuid:journey>/arrived/", records.arrived, name="arrived"),
    path("p/<slug:label>/", scanning.scan, name="scan"),  # short, for labels
]
