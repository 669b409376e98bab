from django.urls import path

from . import account_views, views
from .guests import views as guests
from .helping import views as helping
from .hours import views as hours
from .inviting import views as inviting
from .personal import views as personal
from .posts import views as posts
from .standing_in import views as standing_in

app_name = "people"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("school/", views.organisation_show, name="organisation-show"),
    path("people/", views.people, name="people"),
    path("people/new/", posts.person_add, name="person-add"),
    path("people/coming/", posts.coming, name="coming"),
    path("people/coming/<uuid:code>/remove/", posts.coming_remove, name="coming-remove"),
    path("people/<uuid:code>/email/", helping.email_change, name="email-change"),
    path("people/<uuid:code>/second-step/", helping.second_step_reset, name="second-step-reset"),
    path("people/<uuid:code>/name/", posts.rename, name="rename"),
    path("people/<uuid:code>/roles/", posts.roles, name="roles"),
    path("people/<uuid:code>/roles/end/", posts.role_end, name="role-end"),
    path("people/<uuid:code>/posts/<int:number>/", posts.post_change, name="post-change"),
    path("people/<uuid:code>/posts/<int:number>/end/", posts.post_end, name="post-end"),
    path("people/standing-in/", standing_in.standing_in, name="standing-in"),
    path("people/standing-in/new/", standing_in.delegate, name="delegate"),
    path("people/standing-in/<uuid:code>/end/", standing_in.end_delegation, name="end-delegation"),
    path("people/left/", personal.leavers, name="leavers"),
    path("people/<uuid:code>/data/", personal.personal_data, name="personal-data"),
    path("people/<uuid:code>/data/take/", personal.personal_data_file, name="personal-data-file"),
    path("people/<uuid:code>/data/take/all/", personal.personal_data_zip, name="personal-data-zip"),
    path("people/guests/", guests.guests, name="guests"),
    path("people/guests/new/", guests.let_in, name="guest-let-in"),
    path("people/guests/<uuid:code>/", guests.go_on, name="guest-go-on"),
    path("people/guests/<uuid:code>/end/", guests.end_access, name="guest-end"),
    path("people/invitations/", inviting.invitations, name="invitations"),
    path("people/hours/", hours.hours, name="hours"),
    path("people/hours/forget/", hours.hours_forget, name="hours-forget"),
    path("people/<uuid:code>/", views.person, name="person"),
    path("people/<uuid:code>/invite/", account_views.person_invite, name="person-invite"),
    path("account/invitation/<str:secret>/", account_views.invitation, name="invitation"),
    path("account/second-step/", account_views.second_step, name="second-step"),
]
