"""For servers that ask for a WSGI application: `hometime.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hometime.settings")

application = get_wsgi_application()
