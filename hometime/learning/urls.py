from django.urls import path

from .views import questions, signing

app_name = "learning"

urlpatterns = [
    path("sign/", signing.sign, name="sign"),
    path("sign/decline/", signing.decline, name="decline"),
    path("signatures/", signing.signatures, name="signatures"),
    path("signatures/<uuid:code>/", signing.signature, name="signature"),
    path("signatures/<uuid:code>/copy/", signing.signature_copy, name="signature-copy"),
    path("signing/", signing.who_signed, name="who-signed"),
    path("signing/who-has-signed.csv", signing.who_signed_file, name="who-signed-file"),
    path("signing/ask/", signing.ask_to_sign, name="ask-to-sign"),
    path("signing/sheet/", signing.sheet, name="sheet"),
    path("signing/sheet/enter/", signing.sheet_enter, name="sheet-enter"),
    path("questions/", questions.questions, name="questions"),
    path("questions/ask/", questions.ask_a_question, name="ask-a-question"),
    path("questions/<uuid:code>/", questions.question, name="question"),
    path("questions/<uuid:code>/publish/", questions.publish, name="publish"),
]
