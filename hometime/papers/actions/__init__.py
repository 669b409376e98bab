"""Every act with papers: leaving, leave, coming back, travelling, sets."""

from .coming_back import destroy_items, keep_longer, report_missing, sign_in, write_off
from .leave import decide_papers, request_papers, withdraw_request
from .leaving import log_print, sign_out, sign_out_with_leave, use_electronic_copy
from .sets import add_set, add_things, retire_set
from .travelling import begin_journey, confirm_arrival

__all__ = [
    "add_set",
    "add_things",
    "begin_journey",
    "confirm_arrival",
    "decide_papers",
    "destroy_items",
    "keep_longer",
    "log_print",
    "report_missing",
    "request_papers",
    "retire_set",
    "sign_in",
    "sign_out",
    "sign_out_with_leave",
    "use_electronic_copy",
    "withdraw_request",
    "write_off",
]
