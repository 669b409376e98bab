"""Choosing a person from a list: two of the same name are told apart by their jobs."""

from collections import Counter

from django import forms
from django.utils.functional import cached_property

from .models import Person, Post


class _Named:
    """For a field whose `queryset` is of people."""

    @cached_property
    def twins(self) -> dict[int, str]:
        """The jobs of those whose name another here has too; nothing is asked of the others."""
        rows = list(self.queryset.order_by().values_list("pk", "name"))  # type: ignore[attr-defined]
        times = Counter(name.casefold() for _, name in rows)
        keys = [key for key, name in rows if times[name.casefold()] > 1]
        jobs = Post.objects.filter(person__in=keys).order_by("starts_on", "pk") if keys else Post.objects.none()
        told = dict(jobs.values_list("person", "job_title"))
        emails = dict(Person.objects.filter(pk__in=keys).values_list("pk", "email")) if keys else {}
        return {key: ", ".join(filter(None, (told.get(key, ""), emails.get(key, "")))) for key in keys}

    def label_from_instance(self, person: Person) -> str:
        return f"{person.name} ({self.twins[person.pk]})" if self.twins.get(person.pk) else person.name


class PersonField(_Named, forms.ModelChoiceField):
    pass


class PeopleField(_Named, forms.ModelMultipleChoiceField):
    pass
