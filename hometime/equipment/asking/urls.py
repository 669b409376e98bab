from django.urls import path

from .views import changes, faults, front, insurance, limits, requests, set_ups, upkeep

urlpatterns = [
    path("equipment/asking/", front.asking, name="asking"),
    path("equipment/requests/", requests.request_device, name="request"),
    path("equipment/requests/<uuid:code>/", requests.device_request, name="device-request"),
    path("equipment/requests/<uuid:code>/withdraw/", requests.request_withdraw, name="request-withdraw"),
    path("equipment/changes/", changes.ask_change, name="ask-change"),
    path("equipment/changes/<uuid:code>/", changes.change, name="change"),
    path("equipment/changes/<uuid:code>/withdraw/", changes.change_withdraw, name="change-withdraw"),
    path("equipment/faults/", faults.report_fault, name="report-fault"),
    path("equipment/faults/<uuid:code>/", faults.fault, name="fault"),
    path("equipment/faults/<uuid:code>/called/<slug:recipient>/", faults.fault_called, name="fault-called"),
    path("equipment/tests/", upkeep.inspect, name="inspect"),
    path("equipment/tests/visit/", upkeep.inspect_visit, name="inspect-visit"),
    path("equipment/tests/<uuid:code>/withdraw/", upkeep.inspect_withdraw, name="inspect-withdraw"),
    path("equipment/upkeep/", upkeep.service, name="service"),
    path("equipment/settings/", upkeep.settings, name="settings"),
    path("equipment/insurance/", insurance.insurance, name="insurance"),
    path("equipment/insurance/<uuid:code>/", insurance.insurance_query, name="insurance-query"),
    path("equipment/limits/", limits.restrict, name="restrict"),
    path("equipment/limits/<uuid:code>/", limits.limit, name="limit"),
    path("equipment/limits/<uuid:code>/tell/", limits.limit_tell, name="limit-tell"),
    path("equipment/set-ups/", set_ups.agree_set_up, name="agree-set-up"),
    path("equipment/set-ups/<uuid:code>/agree/<slug:as_who>/", set_ups.set_up_agree, name="set-up-agree"),
    path("equipment/advice/", set_ups.advise, name="advise"),
]
