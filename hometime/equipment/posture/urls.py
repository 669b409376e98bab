from django.urls import path

from .views import joining, lists, seeing

urlpatterns = [
    path("equipment/mine/", seeing.mine, name="mine"),
    path("equipment/<uuid:code>/work-on/", seeing.work_on, name="work-on"),
    path("equipment/standing/", seeing.standing, name="standing"),
    path("equipment/check/", seeing.device_check, name="device-check"),
    path("equipment/<uuid:code>/check/", seeing.device_check, name="device-check"),
    path("equipment/<uuid:code>/posture/", seeing.posture, name="posture"),
    path("equipment/<uuid:code>/look/", seeing.device_look, name="device-look"),
    path("equipment/<uuid:code>/set/<slug:name>/", seeing.overrule, name="overrule"),
    path("equipment/readings/<uuid:code>/end/", seeing.overrule_end, name="overrule-end"),
    path("equipment/check-in/", joining.check_in, name="check-in"),
    path("equipment/<uuid:code>/check-in/", joining.check_in, name="check-in"),
    path("equipment/<uuid:code>/at-school/", joining.scan_at_school, name="scan-at-school"),
    path("equipment/networks/", joining.networks, name="networks"),
    path("equipment/networks/<uuid:code>/end/", joining.network_end, name="network-end"),
    path("equipment/lists/", lists.posture_import, name="posture-import"),
    path("equipment/lists/<uuid:code>/", lists.seen_list, name="seen-list"),
    path("equipment/lists/<uuid:code>/columns/", lists.seen_list_columns, name="seen-list-columns"),
    path("equipment/lists/<uuid:code>/apply/", lists.seen_list_apply, name="seen-list-apply"),
    path("equipment/lists/<uuid:code>/take-back/", lists.seen_list_withdraw, name="seen-list-withdraw"),
    path("equipment/lists/<uuid:code>/not-taken.csv", lists.seen_list_not_taken, name="seen-list-not-taken"),
]
