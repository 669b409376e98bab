from django import forms

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENDS = (("from", "from"), ("to", "to"))


def box(day, says):
    return forms.TimeField(
        label=f"{day}, {says}",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": f"{day}: write the time like 08:30."},
    )


class HoursForm(forms.Form):
    """Two boxes a day; a day off has both empty."""

    def __init__(self, days, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, day in enumerate(WEEK):
            for place, (end, says) in enumerate(ENDS):
                self.fields[f"{end}_{number}"] = box(day, says)
                self.initial[f"{end}_{number}"] = days[number][place] if days and days[number] else None

    def clean(self):
        told = super().clean() or {}
        for number, day in enumerate(WEEK):
            start, end = (told.get(f"{each}_{number}") for each, _ in ENDS)
            if bool(start) != bool(end):
                self.add_error(f"to_{number}" if start else f"from_{number}", f"{day}: give both times, or neither.")
            elif start and end <= start:
                self.add_error(f"to_{number}", f"{day}: the end must come after the start.")
        return told

    @property
    def days(self):
        spans = ([self.cleaned_data[f"{end}_{number}"] for end, _ in ENDS] for number in range(len(WEEK)))
        return [[f"{each:%H:%M}" for each in span] if all(span) else None for span in spans]
