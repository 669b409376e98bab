from django.urls import path

from .views import certificates, disposing

app_name = "retention"
urlpatterns = [
    path("disposal/", disposing.dispose, name="dispose"),
    path("disposal/held/", disposing.held, name="held"),
    path("disposal/certificates/", certificates.certificates, name="certificates"),
    path("disposal/certificates/new/", certificates.certificate_new, name="certificate-new"),
    path("disposal/certificates/<uuid:code>/", certificates.certificate, name="certificate"),
    path("disposal/certificates/<uuid:code>/serials/", certificates.serials, name="serials"),
    path("disposal/certificates/<uuid:code>/lines/<int:number>/", certificates.line_settle, name="line-settle"),
    path("disposal/certificates/<uuid:code>/withdraw/", certificates.certificate_withdraw, name="certificate-withdraw"),
]
