from django import forms

from hometime.lib.sheets import LARGEST

from .staff_lists import FIELDS, is_enough


class FileForm(forms.Form):
    file = forms.FileField(
        label="List of staff, as CSV",
        help_text="From your school’s records, Microsoft or Google. Up to 5 MB.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Export it again."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("The file is larger than 5 MB. Export one school at a time.")
        return file


class ColumnsForm(forms.Form):
    """Which column holds what; and which places in the list are this school."""

    def __init__(self, sheet, sites, school, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.knows_columns = is_enough(self.initial)
        heads = [("", "Not in this list")]
        heads += [(str(number), _shown(head, number, sheet)) for number, head in enumerate(sheet.heads)]
        for field, (words, _) in FIELDS.items():
            self.fields[field] = forms.ChoiceField(label=words, choices=heads, required=False)
        if sites:
            self.fields["sites"] = forms.MultipleChoiceField(
                label=f"Which of these are {school}?",
                help_text="Lines of other places are left out.",
                choices=[(site, site) for site in sites],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def clean(self):
        said = super().clean() or {}
        columns = self.columns()
        if not is_enough(columns):
            raise forms.ValidationError("Say which columns hold the name (whole, or first and last) and the job.")
        if "sites" in self.fields and columns.get("site") == self.initial.get("site") and not said.get("sites"):
            self.add_error("sites", "Tick what the list calls your school.")
        return said

    def heads(self):
        return [self[field] for field in FIELDS]

    def columns(self):
        return {field: int(self.cleaned_data[field]) for field in FIELDS if self.cleaned_data.get(field)}


class ApplyForm(forms.Form):
    digest = forms.CharField(max_length=64)


def _shown(head, number, sheet):
    """A head with the first thing under it, as heads may say little."""
    example = next((line.cells[number] for line in sheet.lines if line.cells[number]), "")
    return f"{head or f'Column {number + 1}'}{f' (such as {example[:30]})' if example else ''}"
