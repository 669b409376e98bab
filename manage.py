#!/usr/bin/env python
"""Django's own commands: `python manage.py makemigrations`, `shell` and so on."""

import sys

from hometime.lib import boot

if __name__ == "__main__":
    boot.load("django.core.management").execute_from_command_line(sys.argv)
