"""What is done about how devices stand: `seeing` by people, `joining` the school network, `lists` of device managers, and
which computer somebody is `working` on."""

from .joining import add_network, check_in, end_network, scan_at_school
from .lists import apply_list, choose_columns, plan_of, read_list, withdraw_list
from .seeing import declare, end_overruling, look_at, overrule
from .working import work_on

__all__ = [
    "add_network",
    "apply_list",
    "check_in",
    "choose_columns",
    "declare",
    "end_network",
    "end_overruling",
    "look_at",
    "overrule",
    "plan_of",
    "read_list",
    "scan_at_school",
    "withdraw_list",
    "work_on",
]
