from django.urls import path

from ..blast.views import radius
from . import views

urlpatterns = [
    path("incidents/<uuid:code>/risk/", views.decide, name="decide"),
    path("incidents/<uuid:code>/regulator/", views.regulator, name="regulator"),
    path("incidents/<uuid:code>/regulator/questions/", views.pack, name="pack"),
    path("incidents/<uuid:code>/regulator/questions.pdf", views.pack_pdf, name="pack-pdf"),
    path("incidents/<uuid:code>/letters/", views.letters, name="letters"),
    path("incidents/<uuid:code>/letters/none/", views.excuse, name="excuse"),
    path("incidents/<uuid:code>/letters/<uuid:letter>/", views.letter, name="letter"),
    path("incidents/<uuid:code>/close/", views.close, name="close"),
    path("incidents/<uuid:code>/reopen/", views.reopen, name="reopen"),
    path("incidents/<uuid:code>/radius/", radius, name="radius"),
]
