"""The address of each of many records, at a tenth of what it costs to look up its page for every one."""

from functools import lru_cache
from uuid import UUID

from django.urls import get_script_prefix, reverse

ANY = UUID(int=0)


def link_to(page: str, code: UUID) -> str:
    """What `reverse` gives for a page that is found by the code of its record and nothing else."""
    before, after = _around(page, get_script_prefix())
    return f"{before}{code}{after}"


@lru_cache(maxsize=400)
def _around(page: str, prefix: str) -> tuple[str, str]:
    before, _, after = reverse(page, args=[ANY]).partition(str(ANY))
    return before, after
