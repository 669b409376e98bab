"""Inviting everybody who has not come in yet, in one go: after a list of staff was brought in, say."""
