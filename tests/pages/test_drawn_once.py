"""Fields that are drawn once must never show anybody something of another."""

from django import forms

from hometime.pages.fields import DrawnOnce
from hometime.pages.renderer import draw_field

COLOURS = [("red", "Red"), ("blue", "Blue")]


class ColourForm(forms.Form):
    bound_field_class = DrawnOnce
    colour = forms.ChoiceField(label="Which colour?", choices=COLOURS, help_text="The nearest one.")
    why = forms.CharField(label="Why?")


def test_an_empty_form_looks_as_it_does_when_each_field_is_drawn():
    form = ColourForm()
    assert form["colour"].as_field_group() == draw_field(form["colour"])
    assert form["why"].as_field_group() == ColourForm()["why"].as_field_group() == draw_field(form["why"])


def test_what_somebody_typed_is_shown_to_them_and_to_nobody_else():
    ColourForm()["why"].as_field_group()
    typed = ColourForm({"colour": "blue", "why": ""})
    assert "selected" in typed["colour"].as_field_group()
    assert "Fill this in." in typed["why"].as_field_group()
    begun = ColourForm(initial={"why": "I like it"})
    assert "I like it" in begun["why"].as_field_group()
    assert "I like it" not in ColourForm()["why"].as_field_group()


def test_choices_and_fields_of_one_form_stay_its_own():
    other = ColourForm()
    other.fields["colour"].choices = [("green", "Green")]
    other.fields["size"] = forms.CharField(label="Which size?")
    assert "Green" in other["colour"].as_field_group() and "Which size?" in other["size"].as_field_group()
    assert "Green" not in ColourForm()["colour"].as_field_group()
