"""Every component on one page, for people who build pages. Served in the demo and while developing."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render

from .fields import DayField, Hinted
from .words import LEVELS, WEIGHTS

PLACES = [
    ("home", Hinted("At home", hint="Where you live, or where you are staying with family.")),
    ("public", Hinted("Somewhere public", hint="A train, a café, a library.")),
    ("other", "Somewhere else"),
]
WHAT = [
    ("names", "Pupils’ names"),
    ("health", "Health or care"),
    ("none", Hinted("None of these", hint="Lesson plans, say.")),
]


class KitForm(forms.Form):
    place = forms.ChoiceField(label="Where will you be?", choices=PLACES, widget=forms.RadioSelect)
    listed = forms.ChoiceField(
        label="Is this laptop on the school’s list?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect(attrs={"class": "options--row"}),
    )
    what = forms.MultipleChoiceField(
        label="What will you work with?",
        help_text="Choose all that are true.",
        choices=WHAT,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = forms.IntegerField(
        label="After how many minutes does the screen lock?", help_text="Look in Settings, Screen lock."
    )
    signed_on = DayField(label="When did you sign the policy?", help_text="For example, 27 3 2026.")
    role = forms.ChoiceField(label="Your role", choices=[("teacher", "Teacher"), ("office", "Office staff")])
    note = forms.CharField(label="Anything we should know?", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    read = forms.BooleanField(label="I have read the policy", help_text="It takes about ten minutes.")


def kit(request):
    form = KitForm(request.GET if "place" in request.GET or "minutes" in request.GET else None)
    return render(request, "pages/kit.html", {"form": form, **SHOWN, "found": Paginator(range(200), 20).page(4)})


SAYS = {
    "stop": "Put this right before you go on.",
    "beware": "Someone could get at pupils’ data this way.",
    "caution": "You can go on, with care.",
    "ok": "You can work from home today.",
    "not-sure": "Two more answers would settle it.",
    "silent": "Ask the headteacher before you do this.",
}

SHOWN = {
    "levels": [(level, SAYS[level]) for level in LEVELS],
    "weights": list(WEIGHTS),
    "trail": [("Policy", "/policy/"), ("Devices", "/policy/"), ("Screen lock", "")],
    "facts": [
        {"term": "Where", "detail": "At home", "href": "#kit"},
        {"term": "Device", "detail": "School laptop GW-014, checked 3 weeks ago, 31 October 2026", "href": "#kit"},
        {"term": "Policy", "detail": "Version 1, in force from 1 September 2026"},
    ],
    "heads": ("Part of the policy", "#Rules", "#With evidence"),
    "counts": [("Devices", 24, 19), ("Papers", 11, 11), ("Calls and video", 17, 9)],
    "todo": [
        {
            "words": "Sign the papers back in",
            "href": "#kit",
            "hint": "By Friday 6 November",
            "tag": "Due",
            "tone": "caution",
        },
        {"words": "Turn on the screen lock", "href": "#kit", "hint": "Settings, Screen lock", "level": "stop"},
        {"words": "Read the policy", "hint": "Signed 3 weeks ago", "level": "ok"},
    ],
    "events": [
        {
            "when": "Monday 2 November 2026, 8:15 am",
            "what": "You asked about working from home",
            "detail": "The answer was OK.",
        },
        {"when": "Saturday 31 October 2026", "what": "Idris checked your laptop"},
        {"when": "Tuesday 1 September 2026", "what": "You signed the policy"},
    ],
}
