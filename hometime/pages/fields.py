"""Fields and choices that forms of any part may use."""

from datetime import date
from functools import cache

from django import forms
from django.core.exceptions import ValidationError


class Hinted(str):
    """The words of a choice, with a line of help under them: `("home", Hinted("At home", hint="Where you live."))`."""

    hint: str

    def __new__(cls, words, hint=""):
        choice = super().__new__(cls, words)
        choice.hint = hint
        return choice


class DrawnOnce(forms.BoundField):
    """An empty field looks the same every time, so it is drawn once.

    For forms beside a list: `bound_field_class = DrawnOnce`. Such a form may change a field’s choices, and nothing else of it.
    """

    def as_field_group(self):
        form_class = type(self.form)
        declared = getattr(form_class, "base_fields", {}).get(self.name)
        is_changed = getattr(self.field, "choices", None) != getattr(declared, "choices", None)
        if declared is None or is_changed or self.form.is_bound or self.initial not in (None, ""):
            return super().as_field_group()
        return _drawn_once(form_class, self.name)  # type: ignore[arg-type]  # a class can be hashed


@cache
def _drawn_once(form_class, name):
    blank = forms.Form()
    blank.fields[name] = form_class.base_fields[name]
    return blank[name].as_field_group()


class DayInput(forms.MultiWidget):
    """Day, month and year in three boxes: quicker than a calendar for a date you know, and it works on every phone."""

    template_name = "forms/day.html"
    use_fieldset = True
    parts = ("Day", "Month", "Year")

    def __init__(self, attrs=None):
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__([forms.TextInput(attrs=digits) for _ in self.parts], attrs)

    def decompress(self, value):
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, says in zip(context["widget"]["subwidgets"], self.parts, strict=True):
            part["says"] = says
        return context


class DayField(forms.MultiValueField):
    """A date typed in three boxes. Its messages say which part is missing or wrong."""

    widget = DayInput
    default_error_messages = {"required": "Enter the date, such as 27 3 2026."}

    def __init__(self, **kwargs):
        parts = [forms.CharField(required=False) for _ in DayInput.parts]
        super().__init__(parts, require_all_fields=False, **kwargs)

    def compress(self, typed):
        parts = [str(part).strip() for part in typed] if typed else []
        if not any(parts):
            return None
        missing = [name.lower() for name, part in zip(DayInput.parts, parts, strict=True) if not part]
        if missing:
            raise ValidationError(f"The date must have a {' and a '.join(missing)}.")
        return a_real_day(*parts)


def a_real_day(day, month, year):
    if len(year) != 4:
        raise ValidationError("The year must have four figures, such as 2026.")
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError) as problem:
        raise ValidationError("Enter a real date, such as 27 3 2026.") from problem
