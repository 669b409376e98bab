"""`make bench`: each figure with its bar, and whether it holds. A rival that is not installed is left out, and that is said."""

import importlib
import json
import subprocess
import sys
import time

from hometime.engine.program import OUTCOMES
from hometime.engine.repairs import repairs
from hometime.engine.verdict import decide
from hometime.engine.whatif import what_if
from hometime.policy.packs import build_catalogue, build_policy, plain

from . import cedar, closures, columns, material, startup
from .timing import ratio

BULK, MANY = 10_000, 1_000_000
FEW = 400  # rows the baseline decides in a round; its cost grows with the rows and nothing else


def main():
    began = time.monotonic()
    print(f"Pack {material.SLUG}: {len(material.compiled().rules)} rules, {len(material.policy().vocabulary)} facts.\n")
    held = [line(*figure) for measure in FIGURES for figure in measure()]
    print(f"\n{sum(held)} of {len(held)} bars hold. Took {time.monotonic() - began:.0f} s.")
    return 0


def line(what, value, bar, detail=""):
    """One figure; a bar such as “<= 2”, or none where nothing could be measured."""
    sign, limit = bar.split()
    if value is None:
        print(f"  left out    {what}: {detail}")
        return False
    good = value <= float(limit) if sign == "<=" else value >= float(limit)
    print(
        f"  {'holds' if good else 'DOES NOT'.ljust(5):9}  {value:10.2f}  (bar {bar:>7})  {what}{'; ' + detail if detail else ''}"
    )
    return good


def module(name):
    """A rival, or None when it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def answered(facts):
    """One decision of ours with every rule’s outcome and clauses, as an answer needs it."""
    verdict = decide(material.compiled(), facts, material.DAY)
    return verdict, [
        (rule.id, OUTCOMES[code], rule.cites) for rule, code in zip(verdict.rules, verdict.codes, strict=True)
    ]


def decide_with_closures():
    return closures.closures_of(material.compiled())


def one_decision():
    facts, baseline = material.situations(), decide_with_closures()
    if not all(closures.same(answered(each)[0], baseline(each, material.TODAY)) for each in facts):
        sys.exit("The baseline and the engine do not agree.")
    value, mine, theirs = ratio(
        lambda: [answered(each) for each in facts],
        lambda: [baseline(each, material.TODAY) for each in facts],
        rounds=15,
    )
    micro = 1e6 / len(facts)
    yield "one decision / closures", value, "<= 2", f"{mine * micro:.0f} µs against {theirs * micro:.0f} µs"


def against_cedar():
    cedarpy = module("cedarpy")
    if cedarpy is None:
        yield "cedarpy / one decision", None, ">= 8", "cedarpy is not installed"
        return
    facts = material.situations()[:8]
    policies = cedarpy.PolicySet.from_str(cedar.policies_of(material.compiled(), material.TODAY))
    nobody = cedarpy.Entities.from_json_str("[]")
    names = {f"policy{number}": name for number, name in enumerate(cedar.names_of(material.compiled()))}

    def ask(each):
        plain_facts = {name: sorted(v) if isinstance(v, frozenset) else v for name, v in each.items()}
        request = {"principal": 'P::"1"', "action": 'A::"ask"', "resource": 'R::"1"', "context": plain_facts}
        held = {names[reason] for reason in cedarpy.is_authorized(request, policies, nobody).diagnostics.reasons}
        return cedar.outcomes(material.compiled().rules, held)

    if any(ask(each) != answered(each)[0].outcome_names() for each in facts):
        sys.exit("Cedar and the engine do not agree.")
    value, mine, _ = ratio(lambda: [ask(each) for each in facts], lambda: [answered(each) for each in facts])
    yield "cedarpy / one decision", value, ">= 8", f"cedarpy {mine * 1e6 / len(facts):.0f} µs"


def bulk():
    given = material.columns(BULK)
    program, vocabulary = material.compiled().program, material.policy().vocabulary

    def ours():
        return material.table(given).planes(program, material.DAY)

    facts, baseline = (material.situations() * (FEW // 40))[:FEW], decide_with_closures()
    table = material.table(given)  # read once, as a trust’s is: what is new each time is the deciding
    value, theirs, mine = ratio(
        lambda: [baseline(each, material.TODAY) for each in facts], lambda: table.planes(program, material.DAY)
    )
    fresh = ratio(ours, ours, rounds=3)[1]
    detail = f"ours {mine * 1e3:.1f} ms ({fresh * 1e3:.1f} with reading the columns), closures {theirs * BULK / FEW * 1e3:.0f} ms"
    yield "closures / 10,000 decisions in bulk", value * BULK / FEW, ">= 500", detail
    polars, duckdb = module("polars"), module("duckdb")
    if polars is None:
        yield "polars / 10,000 decisions", None, ">= 6", "polars is not installed"
    else:
        frame = columns.frame(polars, vocabulary, given)
        asked = columns.polars_expressions(polars, material.compiled(), vocabulary, material.TODAY)
        agree(ours(), lambda name: frame.select(asked)[name].sum())
        yield "polars / 10,000 decisions", ratio(lambda: frame.select(asked), ours)[0], ">= 6", ""
    if polars is None or duckdb is None:
        yield "DuckDB / 10,000 decisions", None, ">= 40", "duckdb or polars is not installed"
        return
    connection = duckdb.connect(config={"threads": 1})
    columns.into_duckdb(connection, vocabulary, given)
    text = columns.sql_of(material.compiled(), vocabulary, material.TODAY)
    agree(ours(), lambda name: connection.execute(text).fetchnumpy()[name].sum())
    yield (
        "DuckDB / 10,000 decisions",
        ratio(lambda: connection.execute(text).fetchnumpy(), ours, rounds=5)[0],
        ">= 40",
        "",
    )


def agree(planes, total):
    """A spot check: the same number of rows in the planes of the first rules."""
    table = material.table(material.columns(8))
    for number in (0, 1, len(planes) // 2, len(planes) - 1):
        mine = [table.count(p) for p in (planes[number].unmet, planes[number].met)]
        if mine != [int(total(f"unmet{number}")), int(total(f"met{number}"))]:
            sys.exit("A rival and the engine do not agree.")


def a_million():
    given = material.columns(MANY)
    program = material.compiled().program
    value, mine, _ = ratio(
        lambda: material.table(given).planes(program, material.DAY),
        lambda: [column.max() for column in given.values()],
        rounds=3,
    )
    yield "a million pairs / touching every fact once", value, "<= 20", f"{mine * 1e3:.0f} ms"
    table = material.table(given)
    planes = table.planes(program, material.DAY)
    other = material.policy().pack.with_(material.FIGURE[0], **material.FIGURE[1]).at(material.DAY).program
    value, mine, _ = ratio(
        lambda: what_if(table, material.DAY, program, planes, other),
        lambda: table.planes(other, material.DAY),
        rounds=3,
    )
    yield "what-if on one figure / full run, a million pairs", value, "<= 0.3", f"{mine * 1e3:.1f} ms"


def mending():
    """Repairs of those of the pack’s cases that are not OK."""
    baseline = decide_with_closures()
    bad = [f for f in material.cases() if decide(material.compiled(), f, material.DAY).headline not in ("ok", "silent")]
    value, mine, _ = ratio(
        lambda: [repairs(material.compiled(), facts, material.DAY) for facts in bad],
        lambda: [baseline(facts, material.TODAY) for facts in bad],
        rounds=5,
    )
    yield "repairs / one closures decision", value, "<= 100", f"{mine * 1e3 / len(bad):.1f} ms, {len(bad)} cases"


def loading():
    text = json.dumps(plain(material.policy().source))
    facts, baseline = material.situations(), decide_with_closures()

    def load():
        source = json.loads(text)
        build_policy(material.SLUG, source, build_catalogue(source)).pack.at(material.DAY)

    value, mine, _ = ratio(load, lambda: [baseline(each, material.TODAY) for each in facts])
    yield "load, check and compile a pack / one closures decision", value * len(facts), "<= 150", f"{mine * 1e3:.0f} ms"


def starting():
    found = startup.first_start()
    if found is None:
        yield "first start of the demo", None, "<= 10", "it did not come up"
        return
    yield "seconds to the first page of the demo, empty folder", found[0], "<= 10", ""
    yield "megabytes of a web worker that has shown a page", found[1], "<= 120", ""


def pages():
    """In a process of its own, as Django is set up but once; on SQLite, or whatever DATABASE_URL names."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.pages"], stdout=subprocess.PIPE, check=False)
    if done.returncode:
        yield "a page of 20 rows out of 10,000 / a bare view", None, "<= 3", "it could not be measured"
        return
    found = json.loads(done.stdout.splitlines()[-1])
    for name, (value, asked) in found["pages"].items():
        yield f"a page of 20 of 10,000, {name} / a bare view", value, "<= 3", ""
        yield f"queries for it, {name}", asked, "<= 8", ""
    yield "receipts, 20 of 100,000 / 20 of 100", found["most"] / found["few"], "<= 1.5", "each against a bare view"


FIGURES = (one_decision, against_cedar, bulk, a_million, mending, loading, starting, pages)

if __name__ == "__main__":
    sys.exit(main())
