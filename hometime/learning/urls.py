from django.urls import path

from .views import kiosk, overview, questions, sheets, signing, training

app_name = "learning"

urlpatterns = [
    path("sign/", signing.sign, name="sign"),
    path("sign/decline/", signing.decline, name="decline"),
    path("signatures/", signing.signatures, name="signatures"),
    path("signatures/<uuid:code>/", signing.signature, name="signature"),
    path("signatures/<uuid:code>/copy/", signing.signature_copy, name="signature-copy"),
    path("signing/", signing.who_signed, name="who-signed"),
    path("signing/who-has-signed.csv", signing.who_signed_file, name="who-signed-file"),
    path("signing/schools/", overview.all_schools, name="all-schools"),
    path("signing/ask/", signing.ask_to_sign, name="ask-to-sign"),
    path("signing/sheet/", sheets.sheet, name="sheet"),
    path("signing/sheet/enter/", sheets.sheet_enter, name="sheet-enter"),
    path("signing/kiosk/", kiosk.kiosk_open, name="kiosk-open"),
    path("signing/pins/", kiosk.pins, name="pins"),
    path("kiosk/", kiosk.kiosk, name="kiosk"),
    path("kiosk/end/", kiosk.kiosk_end, name="kiosk-end"),
    path("kiosk/<uuid:code>/", kiosk.kiosk_sign, name="kiosk-sign"),
    path("questions/", questions.questions, name="questions"),
    path("questions/ask/", questions.ask_a_question, name="ask-a-question"),
    path("questions/<uuid:code>/", questions.question, name="question"),
    path("questions/<uuid:code>/publish/", questions.publish, name="publish"),
    path("training/", training.course, name="course"),
    path("training/risks/", training.read_risks, name="read-risks"),
    path("training/policies/", training.read, name="read"),
    path("training/people/", training.training, name="training"),
    path("training/people/list.csv", training.training_file, name="training-file"),
    path("training/people/enter/", training.training_enter, name="training-enter"),
    path("training/guidance/", training.hand_out, name="hand-out"),
    path("training/updates/", training.send_update, name="send-update"),
    path("training/courses/<str:fact>/", training.course_describe, name="course-describe"),
    path("training/courses/<str:fact>/done/", training.course_done, name="course-done"),
]
