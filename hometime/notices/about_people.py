"""What people are told about roles, standing in and signing in. Here, and not with people, which stands below notices."""

from .kinds import Kind


def told(subject: str, name: str, **pace: bool) -> Kind:
    return Kind(subject=subject, template=f"notices/people/{name}.txt", **pace)


KINDS = {
    "people.role_given": told("You have a new role: {{ role }}", "role_given", soon=True),
    "people.role_ended": told("You no longer have this role: {{ role }}", "role_ended", soon=True),
    "people.acting": told("{{ who }} acts as {{ role }} too", "acting", soon=True),
    "people.stands_in": told("You stand in for {{ holder }}", "stands_in", soon=True),
    "people.stood_in_for": told("{{ deputy }} stands in for you", "stood_in_for", soon=True),
    "people.standing_in_ended": told("{{ deputy }} no longer stands in", "standing_in_ended", soon=True),
    "people.email_changed": told("Your email address at your school has changed", "email_changed", urgent=True),
    "people.second_step_reset": told("Your second step has been removed", "second_step_reset", urgent=True),
    "people.guest_let_in": told("You can use Hometime until {{ until }}", "guest_let_in", soon=True),
    "people.guest_answered_for": told("You are responsible for {{ who }}", "guest_answered_for", soon=True),
    "people.guest_ends": told("{{ who }}’s access ends on {{ until }}", "guest_ends"),
    "people.guest_ended": told("Your access has ended", "guest_ended", soon=True),
}
