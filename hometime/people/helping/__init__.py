"""Helping somebody to come in: another address, a second step that was lost. Never oneself."""
