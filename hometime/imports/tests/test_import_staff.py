"""A list of staff: what it would change, taken over whole or not at all, and taken back."""

from datetime import timedelta

import pytest

from hometime.imports.actions import apply_staff, plan_of, read_staff, undo_staff
from hometime.imports.models import StaffImport
from hometime.imports.planning import plan_for
from hometime.imports.staff_lists import StaffLine
from hometime.imports.tests.conftest import HEADS, LIST
from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.lib.refusal import Refused
from hometime.people.models import Account, Person, Post, Role
from hometime.people.posts.actions import change_post, give_role


def everything():
    """All that a list could change."""
    return (
        list(Person.objects.order_by("pk").values_list("pk", "name", "email")),
        list(
            Post.objects.order_by("pk").values_list("pk", "person", "job_title", "line_manager", "starts_on", "ends_on")
        ),
        list(Role.objects.order_by("pk").values_list("pk", "person", "kind", "ends_on")),
        Account.objects.count(),
    )


@pytest.fixture
def plan(hand_in, hana, viewer):
    """`plan("name line", …)`: by line number, what would be done and what is said of it."""

    def of(text=LIST, by=None):
        return {step.line.number: step for step in plan_of(hand_in(text, by), viewer(by or hana)).steps}

    return of


def test_each_line_says_what_it_would_do(plan):
    steps = plan()
    assert {number: step.kind for number, step in steps.items()} == {
        2: "same",
        3: "change",
        4: "left-out",
        5: "end",
        6: "add",
        7: "add",
        8: "left-out",
        9: "left-out",
        10: "left-out",
        11: "refused",
        12: "left-out",
        13: "refused",
        14: "refused",
    }
    assert steps[3].says == "Job: Line manager and head of humanities becomes Head of humanities."
    assert steps[4].says == "This is you. Somebody else must change what is here about you."
    assert steps[5].says == "Last day: 31 October 2026."
    assert "No email address" in steps[7].says
    assert steps[9].says == "The same person as on line 2, which is the one used."
    assert steps[10].says == "Has left, and was never here."
    assert "belongs to somebody else" in steps[11].says
    assert "not a date" in steps[13].says
    assert "formula" in steps[14].says


def test_looking_changes_nothing(plan, cast):
    before = everything()
    plan()
    assert everything() == before


def test_it_does_what_it_said(hand_in, take_over, viewer, hana, leo, noor, today):
    made = take_over(hand_in())
    una, jo = Person.objects.get(name="Una Field"), Person.objects.get(name="Jo Barker")
    assert viewer(una).roles == {"staff"}
    assert una.posts.get().line_manager == jo
    assert jo.posts.get().line_manager == hana
    assert leo.posts.get().job_title == "Head of humanities"
    assert viewer(noor) is None
    assert not Person.objects.filter(name__in=["Otto Lang", "Bea Day", "Somebody Else"]).exists()
    assert made.sheet == {"heads": [], "lines": []}


def test_the_ledger_has_the_import_and_each_act(hand_in, take_over, hana):
    take_over(hand_in())
    said = told(Entry.objects.get(act="imports.staff_imported"))
    assert said.actor == hana.name
    assert said.details == {"add": 2, "change": 1, "end": 1, "same": 1, "left-out": 5, "refused": 3}
    assert Entry.objects.filter(act="people.person_added").count() == 2
    assert told(Entry.objects.get(act="people.post_ended")).subject == "Noor Rahman"


def test_the_same_list_again_finds_nothing_to_do(hand_in, take_over, plan):
    take_over(hand_in())
    assert {step.kind for step in plan().values()} == {"same", "left-out", "refused"}
    with pytest.raises(Refused, match="nothing to bring in"):
        take_over(hand_in())


def test_it_can_be_taken_back_whole(hand_in, take_over, hana, viewer, now):
    before = everything()
    made = take_over(hand_in())
    undo_staff(made, by=viewer(hana), at=now + timedelta(hours=23))
    assert everything() == before
    assert told(Entry.objects.get(act="imports.import_undone")).details == {"changes": 4}
    with pytest.raises(Refused, match="nothing to take back"):
        undo_staff(made, by=viewer(hana), at=now)


def test_not_after_a_day(hand_in, take_over, hana, viewer, now):
    made = take_over(hand_in())
    with pytest.raises(Refused, match="more than a day ago"):
        undo_staff(made, by=viewer(hana), at=now + timedelta(days=1, seconds=1))


def built_by_a_role(viewer, hana, now):
    give_role(Person.objects.get(name="Una Field"), "it", by=viewer(hana), at=now)


def built_by_signing_in(viewer, hana, now):
    Account.objects.filter(person__name="Una Field").update(last_login=now)


def built_by_a_change(viewer, hana, now):
    post = Post.objects.get(person__name="Leo Marsh")
    change_post(post, job_title="Head of year", line_manager=hana, by=viewer(hana), at=now)


def built_by_managing(viewer, hana, now):
    post = Post.objects.get(person__name="Tess Okafor")
    una = Person.objects.get(name="Una Field")
    change_post(post, job_title=post.job_title, line_manager=una, by=viewer(hana), at=now)


@pytest.mark.parametrize("build", [built_by_a_role, built_by_signing_in, built_by_a_change, built_by_managing])
def test_nor_once_somebody_has_built_on_it(build, hand_in, take_over, hana, viewer, now):
    made = take_over(hand_in())
    build(viewer, hana, now)
    before = everything()
    with pytest.raises(Refused):
        undo_staff(made, by=viewer(hana), at=now)
    assert everything() == before


def test_nothing_is_half_done(hand_in, hana, leo, viewer, now, monkeypatch):
    made, by, before = hand_in(), viewer(hana), everything()
    digest = plan_of(made, by).digest

    def breaks(*args, **more):
        raise Refused("Not this one.")

    monkeypatch.setattr("hometime.imports.actions.posts.end_post", breaks)
    with pytest.raises(Refused, match="Not this one"):
        apply_staff(made, digest=digest, by=by, at=now)
    assert everything() == before
    assert StaffImport.objects.get().state == "read"


def test_what_was_shown_is_done_or_nothing(hand_in, hana, leo, viewer, now):
    made, by = hand_in(), viewer(hana)
    digest = plan_of(made, by).digest
    change_post(Post.objects.get(person=leo), job_title="Head of year", line_manager=hana, by=by, at=now)
    with pytest.raises(Refused, match="changed since you looked"):
        apply_staff(made, digest=digest, by=by, at=now)


def test_two_at_once(hand_in, take_over, hana, bilal, viewer, now):
    made = hand_in()
    digest = plan_of(made, viewer(hana)).digest
    take_over(StaffImport.objects.get())
    with pytest.raises(Refused, match="brought in already"):
        apply_staff(made, digest=digest, by=viewer(bilal), at=now)


@pytest.mark.parametrize("slug", ["tess", "leo", "noor", "idris", "dara", "safia", "grace", "victor"])
def test_who_may_not(slug, cast, hand_in, take_over, viewer, now):
    made, by = hand_in(), viewer(cast[slug])
    with pytest.raises(Refused, match="may not change the list of people"):
        read_staff(LIST.encode(), name="staff.csv", by=by, at=now)
    with pytest.raises(Refused, match="may not change the list of people"):
        apply_staff(made, digest="", by=by, at=now)


def test_a_list_is_of_one_school_alone(hand_in, take_over, petra):
    with pytest.raises(Refused, match="Look at Great Wickering Academy first"):
        take_over(hand_in(), by=petra)


def test_two_without_an_address_and_of_one_name_are_refused(plan):
    text = f"{HEADS}\n,Jo,Barker,,Cook,,,,Great Wickering Academy\n,Jo,Barker,,Cleaner,,,,Great Wickering Academy\n"
    assert {step.kind for step in plan(text).values()} == {"refused"}


def test_two_of_one_name_with_their_addresses_are_two_people(plan):
    text = f"{HEADS}\n,Tess,Okafor,tess.okafor@great-wickering.example,Cook,,,,Great Wickering Academy\n"
    (step,) = plan(text).values()
    assert step.kind == "add"
    assert "Somebody with the same name is here" in step.says


def test_somebody_without_an_address_is_known_again_by_name(hand_in, take_over, plan):
    take_over(hand_in())
    assert plan()[7].kind == "same"


def test_somebody_of_another_school_of_the_trust_gets_a_post_here(plan, stella, hand_in, take_over):
    text = f"{HEADS}\n,Stella,Rowe,stella@tamsin-hollow.example,Music teacher,,,,Great Wickering Academy\n"
    assert "Known at another school" in plan(text)[2].says
    made = take_over(hand_in(text))
    assert stella.posts.count() == 2
    assert Person.objects.filter(name="Stella Rowe").count() == 1
    assert made.done[0]["person"] == stella.pk


def test_taking_that_back_leaves_them_at_their_own_school(hand_in, take_over, stella, hana, viewer, now):
    before = everything()
    text = f"{HEADS}\n,Stella,Rowe,stella@tamsin-hollow.example,Music teacher,,,,Great Wickering Academy\n"
    undo_staff(take_over(hand_in(text)), by=viewer(hana), at=now)
    assert everything() == before


def test_a_list_nobody_took_over_is_forgotten_with_the_next(hand_in):
    hand_in()
    hand_in()
    assert StaffImport.objects.count() == 1


def test_somebody_new_with_a_last_day_to_come_has_it_from_the_start(hand_in, take_over, hana, viewer, now):
    before = everything()
    school = "Great Wickering Academy"
    text = f"{HEADS}\n,Una,Field,una@great-wickering.example,Cover,01/11/2026,18/12/2026,,{school}\n"
    made = take_over(hand_in(text))
    assert Post.objects.get(person__name="Una Field").ends_on.isoformat() == "2026-12-18"
    undo_staff(made, by=viewer(hana), at=now)
    assert everything() == before


@pytest.mark.parametrize("manager", ["UFI", "una@great-wickering.example", "LATE", "GONE", "nobody"])
def test_a_line_manager_who_cannot_be_is_left_as_it_is(manager, plan, hand_in, take_over):
    lines = (
        f"UFI,Una,Field,una@great-wickering.example,Cook,01/09/2026,,{manager},Great Wickering Academy",
        "LATE,Lia,Late,lia@great-wickering.example,Head cook,01/01/2027,,,Great Wickering Academy",
        "GONE,Gus,Gone,gus@great-wickering.example,Head cook,01/01/2020,01/01/2021,,Great Wickering Academy",
    )
    text = "\n".join((HEADS, *lines))
    assert "no line manager is set" in plan(text)[2].says
    take_over(hand_in(text))
    assert Post.objects.get(person__name="Una Field").line_manager is None


def test_planning_costs_the_same_for_ten_and_for_a_thousand(hana, viewer, django_assert_max_num_queries):
    for count in (10, 1000):
        lines = [
            StaffLine(number, f"Person {number}", f"p{number}@x.example", "Teacher", manager="p1@x.example")
            for number in range(count)
        ]
        with django_assert_max_num_queries(4):
            assert len(plan_for(lines, viewer(hana)).changes) == count


OLD_CONTRACT = "TOK,Tess,Okafor,tess@great-wickering.example,Cover,01/09/2020,31/08/2026,,Great Wickering Academy"
NEW_CONTRACT = "TOK,Tess,Okafor,tess@great-wickering.example,Teacher of history,01/09/2021,,,Great Wickering Academy"


@pytest.mark.parametrize("lines", [(OLD_CONTRACT, NEW_CONTRACT), (NEW_CONTRACT, OLD_CONTRACT)])
def test_an_ended_contract_beside_one_that_goes_on_ends_nobody(lines, plan):
    steps = plan("\n".join((HEADS, *lines))).values()
    goes_on = 2 + lines.index(NEW_CONTRACT)
    assert {step.number: step.kind for step in steps} == {goes_on: "same", 5 - goes_on: "left-out"}
    assert f"The same person as on line {goes_on}, which is the one used." in [step.says for step in steps]


def test_two_contracts_of_somebody_without_an_address_are_one_person_by_their_code(plan):
    lines = (
        "JBA,Jo,Barker,,Cook,01/09/2020,31/08/2026,,Great Wickering Academy",
        "JBA,Jo,Barker,,Head cook,01/09/2026,,,Great Wickering Academy",
    )
    steps = plan("\n".join((HEADS, *lines)))
    assert [steps[2].kind, steps[3].kind] == ["left-out", "add"]


def test_what_is_added_is_shown_with_its_address_and_line_manager(plan):
    says = plan()[6].says
    assert "Address: una@great-wickering.example." in says
    assert "Line manager: Jo Barker." in says


def test_a_last_day_that_the_list_does_not_have_stays_and_says_so(hand_in, take_over, plan):
    ends = (
        "TOK,Tess,Okafor,tess@great-wickering.example,Teacher of history,01/09/2021,31/12/2026,,Great Wickering Academy"
    )
    take_over(hand_in("\n".join((HEADS, ends))))
    step = plan("\n".join((HEADS, NEW_CONTRACT)))[2]
    assert step.kind == "same"
    assert "Their last day stays 31 December 2026" in step.says


@pytest.mark.parametrize(("last_day", "kind"), [("", "change"), ("30/11/2026", "end")])
def test_who_is_found_by_name_alone_is_pointed_out(last_day, kind, plan):
    """A midday supervisor without an address may have the name of a teacher."""
    step = plan(f"{HEADS}\n,Tess,Okafor,,Midday supervisor,01/09/2021,{last_day},,Great Wickering Academy")[2]
    assert step.kind == kind
    assert "Found by name alone" in step.says


NEWCOMER = f"""{HEADS}
UFI,Una,Field,una@great-wickering.example,{{}},01/10/2026,,TOK,Great Wickering Academy
TOK,Tess,Okafor,tess@great-wickering.example,Teacher of history,01/09/2021,,LMA,Great Wickering Academy
LMA,Leo,Marsh,leo@great-wickering.example,Line manager and head of humanities,01/09/2017,,,Great Wickering Academy
"""


def test_whom_a_list_names_as_line_manager_is_one_until_it_is_taken_back(hand_in, take_over, tess, hana, viewer, now):
    before = everything()
    made = take_over(hand_in(NEWCOMER.format("Librarian")))
    assert viewer(tess).has_role("line-manager")
    undo_staff(made, by=viewer(hana), at=now)
    assert everything() == before
    assert not viewer(tess).has_role("line-manager")


def test_whom_a_later_list_has_changed_is_not_taken_away_with_the_first(hand_in, take_over, hana, viewer, now):
    start = everything()
    first = take_over(hand_in(NEWCOMER.format("Librarian")))
    second = take_over(hand_in(NEWCOMER.format("Head librarian")))
    before = everything()
    with pytest.raises(Refused, match="changed since"):
        undo_staff(first, by=viewer(hana), at=now)
    assert everything() == before
    undo_staff(second, by=viewer(hana), at=now)
    undo_staff(first, by=viewer(hana), at=now)
    assert everything() == start


def test_a_list_whose_people_are_gone_can_still_be_read(hand_in, take_over, page, hana, viewer, now):
    made = take_over(hand_in(NEWCOMER.format("Librarian")))
    made.done[0].pop("person")
    StaffImport.objects.filter(pk=made.pk).update(done=made.done)
    Post.objects.filter(person__name="Una Field").delete()
    page.sign_in(hana)
    assert page.get(f"/imports/staff/{made.code}/").status_code == 200
    with pytest.raises(Refused, match="removed since"):
        undo_staff(made, by=viewer(hana), at=now)


def test_one_address_for_two_people_is_not_one_person(plan):
    """Such as that of the office: the second is not left out as if they were the first."""
    rows = [
        "UFI,Una,Field,office@great-wickering.example,Librarian,01/10/2026,,,Great Wickering Academy",
        "VFI,Vera,Finch,office@great-wickering.example,Secretary,01/10/2026,,,Great Wickering Academy",
    ]
    steps = plan("\n".join([HEADS, *rows]))
    assert [step.kind for step in steps.values()] == ["add", "refused"]
    assert "has this address too, for Una Field" in steps[3].says
