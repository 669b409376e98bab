import os
import sys

import django

from tests.journeys.provider import CLIENT, PASSWORD, SECRET

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.journeys.provider.settings"
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - there are models only now
from allauth.idp.oidc.models import Client  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402

port, callbacks, *people = sys.argv[1:]
call_command("migrate", verbosity=0)
for written in people:
    address, _, unchecked = written.partition(":")
    user = User.objects.create_user(address, address, PASSWORD)
    EmailAddress.objects.create(user=user, email=address, verified=not unchecked, primary=True)
client = Client(
    id=CLIENT,
    name="Hometime",
    scopes="openid\nprofile\nemail",
    redirect_uris=callbacks.replace(",", "\n"),
    skip_consent=True,
)
client.set_secret(SECRET)
client.save()
call_command("runserver", f"localhost:{port}", "--noreload")
