from django.urls import path

from . import views

urlpatterns = [
    path("equipment/audits/", views.audit, name="audit"),
    path("equipment/audits/<uuid:code>/", views.audit_record, name="audit-record"),
    path("equipment/audits/<uuid:code>/unexpected/", views.audit_unexpected, name="audit-unexpected"),
    path("equipment/audits/<uuid:code>/close/", views.audit_close, name="audit-close"),
    path("equipment/audits/<uuid:code>/audit.json", views.audit_seed, name="audit-seed"),
    path("equipment/audits/<uuid:code>/audit.csv", views.audit_table, name="audit-table"),
    path("equipment/audits/<uuid:code>/audit.pdf", views.audit_report, name="audit-report"),
    path("equipment/audits/checks/<uuid:code>/receipt/", views.audit_receipt, name="audit-receipt"),
    path("equipment/audits/checks/<uuid:code>/", views.audit_check, name="audit-check"),
    path("equipment/audits/checks/<uuid:code>/put-right/", views.audit_put_right, name="audit-put-right"),
    path("equipment/audits/checks/<uuid:code>/give-back/", views.audit_give_back, name="audit-give-back"),
]
