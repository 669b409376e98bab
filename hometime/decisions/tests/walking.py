"""Walking through Ask with a test client: `answer_of(page, "work-at-home", {"data.kind": "ordinary"})` is the page of the answer."""

from hometime.lib.remembering import remembering

MOST_QUESTIONS = 12


def begin(page, activity):
    return page.post("/ask/", {"activity": activity}, follow=True)


def reply(page, activity, fact, value):
    """Answer one question; None is “I do not know”."""
    said = {"not-known": "yes"} if value is None else {"answer": value}
    return page.post(f"/ask/{activity}/questions/{fact}/", said, follow=True)


def question_in(response):
    """The name of the fact a page asks about; empty on other pages."""
    parts = response.request["PATH_INFO"].split("/")
    return parts[4] if "questions" in parts else ""


def answer_all(page, activity, replies):
    """Every question put, answered from `replies` or not known; the page to check, and the names that were asked."""
    response, asked = begin(page, activity), []
    for _ in range(MOST_QUESTIONS):
        name = question_in(response)
        if not name:
            break
        asked.append(name)
        response = reply(page, activity, name, replies.get(name))
    return response, asked


def answer_of(page, activity, replies=()):
    """All the way at once: what is on record stays the same meanwhile, and is read once and not for each page."""
    with remembering():
        answer_all(page, activity, dict(replies))
        return page.post(f"/ask/{activity}/check/", follow=True)


def code_in(response):
    return response.request["PATH_INFO"].split("/")[2]
