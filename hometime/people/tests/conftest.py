"""For the pages under /account/: everywhere but in the demo, with people who can sign in."""

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.mfa.totp.internal.auth import TOTP

from tests.totp import code_of

PASSWORD = "seven quiet herons"


@pytest.fixture
def real_door(settings):
    settings.DEMO = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MAIL_IS_SENT = True


@pytest.fixture
def with_password(real_door):
    """`with_password(tess)`: she has come in by her invitation before, and chose PASSWORD."""

    def give(person):
        person.account.set_password(PASSWORD)
        person.account.save(update_fields=["password"])
        EmailAddress.objects.create(user=person.account, email=person.email, verified=True, primary=True)
        return person

    return give


@pytest.fixture
def come_in(page):
    """`come_in(tess)`: her address and password at the door."""

    def at_the_door(person, password=PASSWORD, **more):
        return page.post("/account/sign-in/", {"login": person.email, "password": password} | more)

    return at_the_door


@pytest.fixture
def now_again(page):
    """`now_again()`: whoever is signed in has just shown once more that it is them."""

    def show():
        return page.post("/account/again/", {"password": PASSWORD, "next": "/account/"})

    return show


@pytest.fixture
def add_app(rf):
    """`code = add_app(hana)`: she has an authenticator app; `code()` is what it shows. No code is good for two goes."""

    def add(person, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"):
        with request_context(rf.get("/")):
            TOTP.activate(person.account, secret)
        steps = iter((-1, 0, 1))
        return lambda: code_of(secret, next(steps))

    return add
