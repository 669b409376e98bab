"""What people type about term dates."""

from typing import Any

from django import forms

from .reading import Span, Unreadable, spans_in

LINES = {"rows": 7}


class SchoolYearForm(forms.Form):
    """The dates of one year, a line for each. `seen` is what was there when the page was opened."""

    terms = forms.CharField(
        label="Terms, one on each line",
        help_text=(
            "Such as: 1 September 2026 to 23 October 2026. Where a half term is a holiday, write the halves on two lines. "
            "If a term begins with week B, add: week B."
        ),
        widget=forms.Textarea(attrs=LINES),
        max_length=2000,
        error_messages={"required": "Give at least one term."},
    )
    insets = forms.CharField(
        label="INSET days, one on each line",
        help_text="Such as: 1 September 2026.",
        widget=forms.Textarea(attrs=LINES),
        max_length=2000,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean_terms(self) -> list[Span]:
        return _read(self.cleaned_data["terms"])

    def clean_insets(self) -> list[Span]:
        return _read(self.cleaned_data["insets"], may_be_one_day=True)


def _read(text: str, **how: Any) -> list[Span]:
    try:
        return spans_in(text, **how)
    except Unreadable as problem:
        raise forms.ValidationError(str(problem)) from problem
