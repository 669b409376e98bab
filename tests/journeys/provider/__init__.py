"""Somebody else’s sign-in: an OpenID Connect provider in a process of its own, for the journeys.

    python -m tests.journeys.provider PORT CALLBACK PERSON…        with PROVIDER_FOLDER set

A person is written `address`, or `address:unchecked` when the provider never made sure of it. Everybody’s password is
“open sesame house”.
"""

PASSWORD = "open sesame house"
CLIENT, SECRET = "hometime", "between us two"
