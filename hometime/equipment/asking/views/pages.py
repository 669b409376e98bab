"""What the pages of asking have in common: a list with its form, a record with its acts."""

from django.contrib import messages
from django.shortcuts import redirect, render

from hometime.pages.moves import shown_on
from hometime.pages.paging import one_page
from hometime.people.as_of import as_of, is_past


def files(request):
    return request.FILES if request.method == "POST" else None


def listed(request, title, *, form=None, button="", rows=None, row=None, template="list", **more):
    """A page with a form and a list: twenty rows at a time, each made by `row`; no form in the past."""
    found = one_page(rows if rows is not None else [], request.GET.get("page"))
    form = None if is_past(request) else form
    context = {
        "title": title,
        "form": form,
        "button": button,
        "found": found,
        "rows": [row(each) for each in found] if row else list(found),
        "then": as_of(request),
        **more,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, f"equipment/asking/{template}.html", context, status=status)


def one(request, title, *, form=None, button="", acts=(), **more):
    """A record: nothing can be done with it in the past."""
    past = is_past(request)
    form = None if past else form
    context = {"title": title, "form": form, "button": button, "acts": [] if past else [a for a in acts if a], **more}
    context["then"] = as_of(request)
    status = 422 if form is not None and form.errors else 200
    return render(request, "equipment/asking/one.html", context, status=status)


def sent(request, form, act, done, where, *args):
    """Do what a valid form asks: then on to another page with a message. None where it was refused, and the form says why."""
    made = None
    with shown_on(form):
        made = act()
        messages.success(request, done(made) if callable(done) else done)
    if form.errors:
        return None
    return redirect(where, *(args or ([made.code] if where in OF_ONE else [])))


OF_ONE = frozenset(
    {
        "equipment:device-request",
        "equipment:change",
        "equipment:fault",
        "equipment:insurance-query",
        "equipment:limit",
        "equipment:own-device",
    }
)


def refused_post(request, may, where, *args):
    """A form that was sent by somebody to whom the page shows none."""
    messages.warning(request, str(may) if not may else "There is nothing to do here now.")
    return redirect(where, *args)


def task(words, *, href="", hint="", tag="", tone="plain"):
    return {"words": words, "href": href, "hint": hint, "tag": tag, "tone": tone}


def detail(*pairs):
    """Rows of a summary; empty ones are left out."""
    return [{"term": term, "detail": words} for term, words in pairs if words not in ("", None)]


def event(when, what, words=""):
    return {"when": when, "what": what, "detail": words}
