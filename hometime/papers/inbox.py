"""What waits for somebody who decides whether papers may leave."""

from hometime.people.waiting import Kind

from .queries import requests_waiting_for

KINDS = (Kind(requests_waiting_for, "{} asks to take papers", "papers:requested", "To answer"),)
