"""Every act of getting rid of things: one’s own word, a company’s certificate, a look through what one holds."""

from .certifying import add_certificate, add_lines, settle_line, tick_off, withdraw_certificate
from .disposing import dispose, look_through

__all__ = ["add_certificate", "add_lines", "dispose", "look_through", "settle_line", "tick_off", "withdraw_certificate"]
