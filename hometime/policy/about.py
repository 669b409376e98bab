"""The pages of a policy beside its clauses: what each is called, and which clauses must stand on it."""

from dataclasses import dataclass

from .browsing import cited_in
from .packs import Clause, Policy


@dataclass(frozen=True)
class AboutPage:
    """`keys` are the parts of pack.yaml it shows; `shown` the words of the `shown` column of clauses.csv that mean it."""

    name: str
    title: str
    about: str
    keys: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def url_name(self) -> str:
        return f"policy:{self.name}"

    @property
    def template(self) -> str:
        return f"policy/{self.name}.html"


PAGES = {
    page.name: page
    for page in (
        AboutPage(
            "about",
            "What this policy is",
            "Who it is for, what it covers, and what the school must still settle",
            ("contractual", "people", "scope", "purpose", "unsettled"),
            ("about", "purpose", "scope"),
        ),
        AboutPage("glossary", "What the words mean", "The words this policy explains", ("glossary",), ("glossary",)),
        AboutPage(
            "risks",
            "The risks of working away from school",
            "What can go wrong, and what to do about it",
            ("risks",),
            ("risks",),
        ),
        AboutPage(
            "consequences",
            "What can follow",
            "If the rules are broken, or information is lost",
            ("consequences",),
            ("consequences", "sanctions"),
        ),
        AboutPage(
            "asking",
            "Who to ask",
            "Who says yes to what, and who to tell when something goes wrong",
            ("roles",),
            ("asking",),
        ),
        AboutPage("contacts", "Contacts", "Names and telephone numbers", ("contacts",), ("contacts",)),
        AboutPage(
            "linked",
            "The policies that go with it",
            "Other policies and guidance this one names",
            ("linked_policies",),
            ("linked", "guidance"),
        ),
        AboutPage("wellbeing", "Help for your wellbeing", "Services the policy names", ("wellbeing",), ("wellbeing",)),
        AboutPage(
            "costs", "What it costs, and who pays", "Phones, heating, repairs and stationery", ("costs",), ("costs",)
        ),
        AboutPage(
            "tensions",
            "Where the policy argues with itself",
            "Clauses that disagree, and which one decides for now",
            ("tensions",),
        ),
        AboutPage("silences", "What your policy does not say", "What other policies ask and this one leaves out"),
        AboutPage("coverage", "Clause by clause", "What serves each clause, and what is not built yet"),
    )
}

# Where staff can read each page that the fact `policy.pages` names: a page of ours, and the place on it.
PLACES = {
    "about": ("about", ""),
    "purpose": ("about", "purpose"),
    "scope": ("about", "scope"),
    "workplace": ("about", "workplace"),
    "glossary": ("glossary", ""),
    "linked": ("linked", ""),
    "guidance": ("linked", "guidance"),
    "handout": ("handout", ""),
    "asking": ("asking", ""),
    "asking_work": ("asking", "work"),
    "contacts": ("contacts", ""),
    "risks": ("risks", ""),
    "sanctions": ("consequences", "sanctions"),
    "consequences": ("consequences", ""),
    "costs": ("costs", ""),
    "wellbeing": ("wellbeing", ""),
}


def clauses_on(policy: Policy, page: AboutPage) -> list[Clause]:
    """Clauses a page must show: those its part of pack.yaml names, those of rules it is the evidence of, and those sent to it."""
    named = {clause for key in page.keys for clause in cited_in({key: policy.about.get(key)})}
    evidence = {clause for rule in policy.pack.rules if rule.control.page == page.url_name for clause in rule.cites}
    sent = {clause.id for clause in policy.clauses.values() if clause.shown in page.shown and clause.shown}
    return [clause for clause in policy.clauses.values() if clause.id in named | evidence | sent]


def pages_with(policy: Policy, clause: str) -> list[AboutPage]:
    """The pages on which a clause stands."""
    return [page for page in PAGES.values() if any(each.id == clause for each in clauses_on(policy, page))]
