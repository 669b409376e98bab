"""An authenticator app, as RFC 6238 has it: not the one we test."""

import base64
import hmac
import time


def code_of(secret, steps=0):
    """The six figures the app shows now; `steps` half minutes later or earlier."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.digest(base64.b32decode(secret.replace(" ", "")), counter.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"
