"""Start Django, for commands that need it. The only place outside the parts that does."""

import os
import sys


def django() -> None:
    """Read the settings and load the parts; a bad setting ends the command with one plain line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hometime.settings")
    import django as framework  # noqa: PLC0415  `hometime --help` must not wait for it
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    try:
        framework.setup()
    except ImproperlyConfigured as problem:
        print(problem, file=sys.stderr)
        sys.exit(2)
