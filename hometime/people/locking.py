"""What is kept locked: with keys made from the site’s secret, one for each purpose."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def box(purpose: str) -> MultiFernet:
    """Locks with the secret of now; opens what was locked with an earlier one too."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    keys = [base64.urlsafe_b64encode(hashlib.sha256(f"{purpose} {secret}".encode()).digest()) for secret in secrets]
    return MultiFernet([Fernet(key) for key in keys])
