"""The front page: the things people come for, each one press away."""

from django.shortcuts import render

from hometime.people.access import signed_in


@signed_in
def start(request):
    return render(request, "home/start.html")
