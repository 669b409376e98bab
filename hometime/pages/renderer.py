"""How a form is drawn: `FORM_RENDERER` in settings names the class here, so `{{ form }}` is right everywhere."""

from django.forms import CheckboxInput, Field
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe


class PageRenderer(TemplatesSetting):
    """Tied labels, hints and errors, big targets. The templates are in `hometime/templates/forms/`."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"

    def render(self, template_name, context, request=None):
        if template_name == self.field_template_name:
            context = {"lone": is_lone_box(context["field"]), "errors": errors_of(context["field"]), **context}
        return super().render(template_name, context, request)


def is_lone_box(field):
    """One box that stands for itself (“I have read this”) has its label beside it, not above."""
    return isinstance(field.field.widget, CheckboxInput)


def draw_field(field, *, heading=False):
    """One field with its label, hint and errors; with `heading` its label is the title of the page."""
    renderer = field.form.renderer
    return mark_safe(
        renderer.render(field.template_name, {"field": field, "heading": heading})
    )  # a template escaped it


NOTHING_GIVEN = str(Field.default_error_messages["required"])


def errors_of(field):
    """What is wrong, as it is said beside the field. A form that says nothing of its own still tells what to do."""
    missing = "Choose an answer." if field.use_fieldset else "Fill this in."
    return [missing if words == NOTHING_GIVEN else words for words in field.errors]


def errors_with_label(field):
    """What is wrong, as it is said away from the field: with its label where the words alone would be riddles."""
    stock = {str(words) for words in field.field.error_messages.values()}
    label = field.label if field.label.endswith("?") else f"{field.label}:"
    return [
        f"{label} {said}" if words in stock else said
        for words, said in zip(field.errors, errors_of(field), strict=True)
    ]


def first_input_id(field):
    """Where a link in the error summary should land: the first thing a person can press or type in."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
