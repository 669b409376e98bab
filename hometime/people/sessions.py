"""Who is signed in: the session and the account that each page begins with.

Both are asked of every page, so they are written out: putting such a query together costs more than running it, and as
much as a third of a bare page.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.utils import timezone

from .models import Account, Person

SESSION = "SELECT session_key, session_data, expire_date FROM django_session WHERE session_key = %s"
PERSON_WITH_ACCOUNT = """
    SELECT person.*, account.id AS account_id, account.username, account.password, account.is_active
      FROM people_account account JOIN people_person person ON person.id = account.person_id
     WHERE account.id = %s
"""
LOADED = ("id", "password", "person_id", "username", "is_active")


class SessionStore(db.SessionStore):
    """Kept in the database as Django keeps them."""

    def load(self) -> dict[str, Any]:
        for kept in self.model.objects.raw(SESSION, [self.session_key]):
            if kept.expire_date > timezone.now():
                found: dict[str, Any] = self.decode(kept.session_data)
                return found
        self._session_key = None
        return {}


class Backend(AuthenticationBackend):
    """The ways in of the library; the account is found together with its person."""

    def get_user(self, user_id: object) -> Any:
        for person in Person.objects.raw(PERSON_WITH_ACCOUNT, [user_id]):
            # In the order of the model: Django fills its fields one by one, and fetches what is missing when it is read.
            row = vars(person)
            key, secret, username, is_active = map(row.pop, ("account_id", "password", "username", "is_active"))
            values = (key, secret, person.pk, username, bool(is_active))
            account = Account.from_db(person._state.db, LOADED, values)
            account.person = person
            return account if self.user_can_authenticate(account) else None
        return None
