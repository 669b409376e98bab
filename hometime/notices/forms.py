"""What a list of notices may be asked for."""

from django import forms


class PageForm(forms.Form):
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def wanted(self):
        """The page asked for; the first for anything that is not one."""
        return (self.is_valid() and self.cleaned_data["page"]) or 1
