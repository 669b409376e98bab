"""Who works from home: what was agreed, for those who look after it, on a page and as a file."""

from django.http import HttpResponse
from django.shortcuts import render

from hometime.arrangements.access import may_see_everybody
from hometime.arrangements.queries import STANDS, decided_for
from hometime.lib.csv import table
from hometime.lib.text import day_in_words
from hometime.pages.links import link_to
from hometime.pages.moves import let_in
from hometime.pages.paging import one_page
from hometime.people.access import signed_in

HEADS = ("Who", "Days", "From", "Until", "Where it stands")


@signed_in
def everybody(request):
    let_in(may_see_everybody(request.viewer))
    stands, q = _asked(request)
    found = one_page(decided_for(request.viewer, stands, q), request.GET.get("page"))
    rows = [_line(each, request.viewer.today) for each in found]
    context = {"found": found, "rows": rows, "choices": STANDS.items(), "stands": stands, "q": q}
    return render(request, "arrangements/everybody.html", context)


@signed_in
def everybody_file(request):
    """The same rows and columns as the page, all of its pages, and nothing else."""
    let_in(may_see_everybody(request.viewer))
    rows = [_cells(each, request.viewer.today) for each in decided_for(request.viewer, *_asked(request))]
    headers = {"Content-Disposition": 'attachment; filename="who-works-from-home.csv"'}
    return HttpResponse(table(HEADS, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _cells(it, on):
    last = it.last_day
    return [
        it.person.name,
        it.pattern.words,
        day_in_words(it.starts_on),
        day_in_words(last) if last else "",
        it.shown_state(on),
    ]


def _line(it, on):
    _, days, first, last, state = _cells(it, on)
    span = "" if it.pattern.is_one_day else f"From {first} until {last}" if last else f"From {first}"
    href = link_to("arrangements:arrangement", it.code)
    return {"name": it.person.name, "href": href, "days": days, "span": span, "state": state}


def _asked(request):
    stands = request.GET.get("stands", "")
    return stands if stands in STANDS else "", request.GET.get("q", "").strip()[:100]
