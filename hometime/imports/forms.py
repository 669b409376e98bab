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

    def __init__(self, sheet, sites, *args, **kwargs):
        super().__init__(*args, **kwargs)
        heads = [("", "Not in this list")]
        heads += [(str(number), _shown(head, number, sheet)) for number, head in enumerate(sheet.heads)]
        for field, (words, _) in FIELDS.items():
            self.fields[field] = forms.ChoiceField(label=words, choices=heads, required=False)
        if sites:
            self.fields["sites"] = forms.MultipleChoiceField(
                label="Which of these are this school?",
                choices=[(site, site) for site in sites],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def clean(self):
        said = super().clean()
        if not is_enough(self.columns()):
            raise forms.ValidationError("Say which columns hold the name (whole, or first and last) and the job.")
        return said

    def columns(self):
        return {field: int(self.cleaned_data[field]) for field in FIELDS if self.cleaned_data.get(field)}


class ApplyForm(forms.Form):
    digest = forms.CharField(max_length=64)


def _shown(head, number, sheet):
    """A head with the first thing under it, as heads may say little."""
    example = next((line.cells[number] for line in sheet.lines if line.cells[number]), "")
    return f"{head or f'Column {number + 1}'}{f' (such as {example[:30]})' if example else ''}"
