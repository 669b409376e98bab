"""Searching a policy: every word must be found, whole or begun; where it is found decides the order."""

import re
import unicodedata
from dataclasses import dataclass

from .packs import Policy
from .wording import area

LONGEST = 200  # letters of a search that are read
ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s")
SMALL = {
    "a", "an", "and", "are", "at", "be", "by", "can", "do", "does", "for", "from", "i", "if", "in", "is", "it",
    "may", "my", "of", "on", "or", "our", "the", "to", "up", "we", "what", "when", "where", "who", "with", "you",
    "your",
}  # fmt: skip
GROUPS = (  # words that people use for one another
    ("wifi", "wireless", "network"),
    ("laptop", "computer", "device", "tablet", "chromebook", "equipment"),
    ("phone", "telephone", "mobile", "smartphone"),
    ("paper", "document", "book", "file"),
    ("usb", "stick", "removable"),
    ("stolen", "theft", "steal"),
    ("lost", "loss", "lose"),
    ("abroad", "overseas", "uk", "country"),
    ("car", "vehicle", "boot"),
    ("bin", "dispose", "shred", "destroy"),
    ("video", "conference", "zoom", "teams", "meet"),
    ("child", "pupil", "student"),
    ("boss", "headteacher", "manager", "head"),
)


@dataclass(frozen=True)
class Hit:
    """Something found: `kind` is clause, meaning, control or silence."""

    kind: str
    title: str
    words: str
    where: str
    ref: str
    score: float = 0


def some_of(policy: Policy, asked: str) -> list[Hit]:
    """For when nothing holds every word: the clauses that hold the most of them."""
    wanted = wanted_words(asked)
    clauses = [hit for hit in everything(policy) if hit.kind == "clause"]
    tried = [(sum(1 for word in wanted if _scored(hit, [word], "").score), hit) for hit in clauses]
    most = max((held for held, _ in tried), default=0)
    return [hit for held, hit in tried if held == most and most]


def search(policy: Policy, asked: str) -> list[Hit]:
    """What holds every word asked for, the best first; a label typed as printed comes before all."""
    wanted = wanted_words(asked)
    if not wanted:
        return []
    label = plain(asked).strip()
    found = [_scored(hit, wanted, label) for hit in everything(policy)]
    return sorted((hit for hit in found if hit.score > 0), key=lambda hit: -hit.score)


def wanted_words(asked: str) -> list[str]:
    """The words to look for, small ones left out unless there are no others."""
    words = words_of(asked[:LONGEST])
    return [word for word in words if word not in SMALL] or words


def everything(policy: Policy) -> list[Hit]:
    adopted = {rule.control.id for rule in policy.pack.rules}
    clauses = [Hit("clause", c.label, c.text, c.section, c.id) for c in policy.clauses.values()]
    meanings = [
        Hit("meaning", str(row["term"]), str(row["meaning"]), "What the words mean", "")
        for row in policy.about.get("glossary") or []
    ]
    controls = [
        Hit("control" if c.id in adopted else "silence", c.title, c.question, area(c.area), c.id)
        for c in policy.catalogue.controls.values()
    ]
    return clauses + meanings + controls


def _scored(hit: Hit, wanted: list[str], label: str) -> Hit:
    title, words, where = (words_of(text) for text in (hit.title, hit.words, hit.where))
    scores = [3 * _match(word, title) + 2 * _match(word, words) + _match(word, where) / 2 for word in wanted]
    exact = hit.kind == "clause" and label in (plain(hit.title), hit.ref.lower())
    weight = {"clause": 1.0, "meaning": 1.2, "control": 0.9, "silence": 0.3}[hit.kind]
    score = 100.0 if exact else sum(scores) * weight if all(scores) else 0.0
    return Hit(hit.kind, hit.title, hit.words, hit.where, hit.ref, score)


def _match(word: str, among: list[str]) -> float:
    """1 for the word itself, less for the same stem, less again for its beginning."""
    if word in among:
        return 1.0
    if any(stem(other) == stem(each) for other in ALIKE.get(stem(word), ()) for each in among):
        return 0.6
    root = stem(word)
    if any(stem(each) == root for each in among):
        return 0.8
    return 0.5 if len(word) > 2 and any(each.startswith(root) for each in among) else 0.0


def plain(text: str) -> str:
    """Small letters without accents; curly quotes straight."""
    folded = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'")).casefold()
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    return [
        word.removesuffix("'s").replace("'", "")
        for word in re.findall(
            r"[a-z0-9]+(?:'[a-z]+)?", plain(text).replace("wi-fi", "wifi").replace("e-mail", "email")
        )
    ]


def stem(word: str) -> str:
    """A word without its commonest endings, so that “locking” finds “locked”."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith("ss"):
            root = word.removesuffix(ending) + ("y" if ending in ("ied", "ies") else "")
            return root[:-1] if len(root) > 3 and root[-1] == root[-2] else root.removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


def marked(text: str, asked: str) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of the words looked for."""
    roots = {stem(word) for word in wanted_words(asked)}
    pieces = re.split(r"([\w’'-]+)", text)
    return [(piece, any(stem(word) in roots for word in words_of(piece))) for piece in pieces if piece]


def _alike() -> dict[str, tuple[str, ...]]:
    return {stem(word): tuple(other for other in group if other != word) for group in GROUPS for word in group}


ALIKE = _alike()
