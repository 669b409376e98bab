from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What every page is made of: the frame, the components, the fields of a form. It knows no part of the product."""

    name = "hometime.pages"
    label = "pages"
