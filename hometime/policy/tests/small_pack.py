"""A catalogue of three facts and two controls, and a pack of two rules, to break in one place at a time."""

from hometime.policy.linting import lint
from hometime.policy.packs import build_policy, read_catalogue, read_pack_source
from hometime.policy.problems import Problems

FILES = {
    "catalogue/actors.yaml": """\
staff: {side: person, label: Staff}
school: {side: school, label: The school}
""",
    "catalogue/activities.yaml": """\
work-at-home: {title: Work at home, gives: {place.kind: home}}
go-out: {title: Go out}
""",
    "catalogue/facts/all.yaml": """\
activity:
  kind: enum
  values: {work-at-home: Work at home, go-out: Go out}
  ask: What do you want to do?
  source: ask
device.lock_minutes:
  kind: int
  ask: After how many minutes does it lock?
  source: either
  max: 120
place.kind:
  kind: enum
  values: {home: Home, cafe: Café}
  ask: Where?
  source: ask
  until_said: cafe
  until_said_for: [go-out]
""",
    "catalogue/controls/device.yaml": """\
screen-lock:
  title: It locks itself
  question: Does it lock in time?
  check: automatic
  evidence: device record
  parameters:
    most: {kind: int, unit: minutes, min: 1, max: 60}
  need: device.lock_minutes <= p.most
place-at-home:
  title: Work is at home
  question: Is it at home?
  check: attested
  evidence: the person’s word
  need: place.kind == 'home'
""",
    "law/all.yaml": """\
- id: law-one
  title: A law
  rule: Do it.
  weight: law
  source: An Act
  controls: [screen-lock]
  from: 2020-01-01
  to: 2030-01-01
""",
    "schools/small/1/pack.yaml": """\
pack: small
version: "1"
title: A small policy
organisation: {name: Small School}
switches:
  strict: {on: true}
status: {in_force_from: 2026-01-01, review_on: 2027-01-01}
tensions:
  - {clauses: [A1, A2], note: They argue.}
handout:
  stop: {rows: [{text: a screen that stays open, clauses: [A1]}]}
""",
    "schools/small/1/clauses.csv": """\
id,label,section,modality,actor,text,shown
A1,1.1,Devices,must,staff,Lock it.,
A2,1.2,Places,should,staff,Stay at home.,
A3,1.3,About,definition,,What words mean.,glossary
""",
    "schools/small/1/rules/all.yaml": """\
- rule: lock-in-time
  control: screen-lock
  cites: [A1]
  strength: must
  actor: staff
  moment: standing
  severity: STOP
  says: Your screen must lock itself in time.
  parameters:
    most: 10
- rule: stay-at-home
  control: place-at-home
  cites: [A2]
  strength: should
  actor: staff
  moment: gate
  severity: CAUTION
  says: Work at home if you can.
  switch: strict
""",
    "schools/small/1/cases.yaml": """\
- case: Tess works at home on a laptop that locks itself
  activity: work-at-home
  facts: {device.lock_minutes: 5}
  headline: ok
  spares: [lock-in-time, stay-at-home]
- case: Tess is in a café and her laptop never locks in time
  activity: go-out
  facts: {device.lock_minutes: 60}
  headline: stop
  bites: [lock-in-time, stay-at-home]
  cites: [A1, A2]
""",
}
RULES = "schools/small/1/rules/all.yaml"
CONTROLS = "catalogue/controls/device.yaml"
FACTS = "catalogue/facts/all.yaml"
ABOUT = "schools/small/1/pack.yaml"
CASES = "schools/small/1/cases.yaml"
CLAUSES = "schools/small/1/clauses.csv"


def write_pack(root, *changes):
    """The files under `root`, each change (file, old text, new text) made; the old text must be there."""
    files = dict(FILES)
    for file, old, new in changes:
        assert old in files[file], (file, old)
        files[file] = files[file].replace(old, new, 1)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def messages(root, *changes):
    return [str(fault) for fault in lint(write_pack(root, *changes))]


def load(root):
    """The small policy as it would be put in force; a PolicyError when anything in it is wrong."""
    catalogue = read_catalogue(root, Problems())
    return build_policy("small", read_pack_source(root / "schools/small/1"), catalogue)
