from django.urls import path

from . import views

app_name = "retention"
urlpatterns = [
    path("disposal/", views.dispose, name="dispose"),
    path("disposal/held/", views.held, name="held"),
    path("disposal/certificates/", views.certificates, name="certificates"),
    path("disposal/certificates/new/", views.certificate_new, name="certificate-new"),
    path("disposal/certificates/<uuid:code>/", views.certificate, name="certificate"),
    path("disposal/certificates/<uuid:code>/lines/<int:number>/", views.line_settle, name="line-settle"),
    path("disposal/certificates/<uuid:code>/withdraw/", views.certificate_withdraw, name="certificate-withdraw"),
]
