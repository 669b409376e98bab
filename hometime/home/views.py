"""The front page: the things people come for, each one press away."""

from django.shortcuts import render

from hometime.people.access import signed_in
from hometime.policy.showing import policy_shown


@signed_in
def start(request):
    return render(request, "home/start.html", {"policy": policy_shown(request)})
