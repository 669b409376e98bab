"""The front page of asking: what anybody may ask, what waits for the viewer, and what those who look after equipment keep."""

from django.shortcuts import render
from django.urls import reverse

from hometime.people.access import signed_in

from .. import access
from ..inbox import waiting_for

FOR_ALL = (
    ("equipment:mine", "Your things", "What you have from the school, and how it stands"),
    ("equipment:request", "Ask for a device", "A laptop, a tablet, or something that goes with one"),
    ("equipment:ask-change", "Ask before you change a device", "Programs, parts, memory sticks, strange files"),
    ("equipment:report-fault", "Report a fault", "Something does not work, or shows a strange message"),
    ("equipment:insurance", "Would the insurance still pay?", "Ask before you do it"),
    ("equipment:own", "Your own devices", "Whether you may use one, and the rules for it"),
    ("equipment:restrict", "Limits and disconnections", "What the school has limited, and why"),
)
FOR_KEEPERS = (
    ("equipment:inspect", "Electrical tests", access.may_look_after),
    ("equipment:service", "Looking after equipment", access.may_look_after),
    ("equipment:settings", "How signing in and access are set", access.may_keep_settings),
    ("equipment:agree-set-up", "Set-ups at home", access.may_plan_set_up),
    ("equipment:advise", "Can the job be done with equipment at home?", access.may_advise),
)


@signed_in
def asking(request):
    viewer = request.viewer
    kept = [(reverse(name), words) for name, words, may in FOR_KEEPERS if may(viewer)]
    cards = [(reverse(name), words, hint) for name, words, hint in FOR_ALL]
    waiting = [{"words": each.words, "href": each.href, "tag": each.tag} for each in waiting_for(viewer)]
    return render(request, "equipment/asking/front.html", {"cards": cards, "kept": kept, "waiting": waiting})
