#!/usr/bin/env python
"""Django's own commands: `python manage.py makemigrations`, `shell` and so on."""

import sys

from hometime.lib import boot

if __name__ == "__main__":
    boot.django()
    from django.core.management import execute_from_command_line  # noqa: PLC0415  after the database module is chosen

    execute_from_command_line(sys.argv)
