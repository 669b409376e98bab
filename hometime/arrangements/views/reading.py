"""What was typed into a form, if it was sent."""


def typed(request):
    """The answers of a form that was sent, even one left empty; None when the page is only being read."""
    return request.POST if request.method == "POST" else None
