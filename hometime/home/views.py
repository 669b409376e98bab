"""The front page; what waits for a decider; the calendar of a team; how the whole school is set up."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hometime.arrangements.showing import lines_of
from hometime.arrangements.turns import page_of_turns
from hometime.lib import csv
from hometime.pages.moves import let_in
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.standing_in.queries import now_lent_to
from hometime.people.waiting import MOST
from hometime.policy.showing import policy_shown
from hometime.retention.queries import held_away

from . import standings
from .access import SEES_SCHOOL, may_see_numbers, may_see_standings
from .first_steps import first_steps
from .front import front_of
from .inbox import besides_requests, how_many_wait
from .ways import YOURS, registers_for
from .weeks import SEES_EVERYBODY, fewest_on_site, people_on_calendar, usual_day, week_of

MOST_HELD = 5  # the rest are on their own page


@signed_in
def start(request):
    viewer = request.viewer
    policy = policy_shown(request)
    context = {
        "policy": policy,
        "first_steps": first_steps(viewer, policy, request.now),
        "front": front_of(viewer, policy),
        "week": week_of([viewer.person], viewer.organisation, usual_day(viewer.today), viewer.today),
        "waiting": how_many_wait(viewer),
        "may_see_standings": may_see_standings(viewer),
        "may_see_numbers": may_see_numbers(viewer),
        "more": YOURS,
        "registers": registers_for(viewer),
        "holds": list(_held(request))[:MOST_HELD],
    }
    return render(request, "home/start.html", context)


THINGS = {
    "device": ("equipment:device", "Device"),
    "papers": ("papers:paper", "Papers"),
    "print": ("papers:paper", "Print"),
}


def _held(request):
    """What is in somebody’s name, each with the page of its record."""
    viewer = request.viewer
    for each in held_away(viewer.person, viewer.organisation, request.now):
        page, what = THINGS[each.kind]
        yield {"words": each.words, "href": reverse(page, args=[each.code]), "what": what}


@signed_in
def inbox(request):
    viewer = request.viewer
    found = page_of_turns(viewer, request.GET.get("page"))
    others = besides_requests(viewer)
    context = {"found": found, "lines": lines_of(found), "others": others[:MOST], "has_more": len(others) > MOST}
    context["is_empty"] = not (found.object_list or others)
    context["lent"] = now_lent_to(viewer)
    return render(request, "home/inbox.html", context)


@signed_in
def calendar(request):
    viewer = request.viewer
    may_see_all = viewer.has_role(*SEES_EVERYBODY)
    everybody = may_see_all and request.GET.get("who") == "everybody"
    found = one_page(people_on_calendar(viewer, everybody), request.GET.get("page"))
    on = _day(request.GET.get("week", ""), usual_day(viewer.today))
    fewest = 0 if everybody else fewest_on_site(viewer.organisation, on)
    is_whole = found.paginator.num_pages == 1
    week = week_of(list(found), viewer.organisation, on, viewer.today, fewest=fewest, is_whole=is_whole)
    context = {"found": found, "week": week, "everybody": everybody, "may_see_all": may_see_all}
    return render(request, "home/calendar.html", context)


@signed_in
def standing(request):
    """Person by person for those who lead people; governors get the numbers."""
    viewer, policy = request.viewer, policy_shown(request)
    may = may_see_standings(viewer)
    if not may and may_see_numbers(viewer):
        return redirect("home:standing-numbers")
    let_in(may)
    level, q = _asked(request)
    found, rows = _standings(request, policy, level, q)
    context = {
        "policy": policy,
        "found": found,
        "rows": rows,
        "level": level,
        "q": q,
        "filters": standings.FILTERS.items(),
        "may_see_numbers": may_see_numbers(viewer),
    }
    return render(request, "home/standing.html", context)


@signed_in
def standing_file(request):
    """The rows and columns that the page shows, all of its pages, and nothing else."""
    viewer, policy = request.viewer, policy_shown(request)
    let_in(may_see_standings(viewer))
    level, q = _asked(request)
    rows = standings.rows_of(standings.people_listed(viewer, q), viewer, policy) if policy else []
    text = csv.table(standings.HEADS, [row.cells for row in standings.shown(rows, level)])
    headers = {"Content-Disposition": 'attachment; filename="who-is-set-up.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@signed_in
def standing_numbers(request):
    viewer, policy = request.viewer, policy_shown(request)
    let_in(may_see_numbers(viewer))
    numbers = standings.numbers_of(viewer, policy) if policy else {}
    sees_names = viewer.has_role(*SEES_SCHOOL)
    shown = numbers if sees_names else standings.with_small_hidden(numbers)
    rows = [(standings.FILTERS[name], name, number) for name, number in shown.items()]
    context = {"policy": policy, "rows": rows, "total": sum(numbers.values()), "sees_names": sees_names}
    return render(request, "home/standing_numbers.html", context)


def _standings(request, policy, level, q):
    """A page of people and their rows. Only a choice by standing needs to know where everybody stands."""
    viewer, number = request.viewer, request.GET.get("page")
    people = standings.people_listed(viewer, q)
    if policy and level:
        fitting = one_page(standings.shown(standings.rows_of(people, viewer, policy), level), number)
        return fitting, list(fitting)
    found = one_page(people, number)
    return found, standings.rows_of(found, viewer, policy) if policy else []


def _asked(request):
    level = request.GET.get("standing", "")
    return level if level in standings.FILTERS else "", request.GET.get("q", "").strip()[:100]


def _day(text, today):
    """A day in the address; anything else is this week. Far weeks are as good as none."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs((day - today).days) <= 3 * 366 else today
