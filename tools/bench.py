"""`make bench`: how long one decision takes in each pack, and how many decisions its loading costs."""

from time import perf_counter

from hometime.policy.asking import complete
from hometime.policy.cases import USUAL_DAY, decide, read_cases
from hometime.policy.files import pack_folders
from hometime.policy.packs import catalogue, shipped

ROUNDS = 20


def seconds(work, *arguments):
    began = perf_counter()
    work(*arguments)
    return perf_counter() - began


def situations(policy, folder):
    """The facts of every case of a pack, as the engine holds them."""
    for case in read_cases(folder):
        held = policy.vocabulary.hold(case.facts) | ({"activity": case.activity} if case.activity else {})
        yield complete(policy, held)[0]


def decide_all(compiled, facts):
    for each in facts:
        decide(compiled, each, USUAL_DAY)


def main():
    print(f"{'pack':18} {'rules':>5} {'cases':>5} {'one decision':>14} {'loading, in decisions':>22}")
    catalogue()  # read once for all packs
    for slug, folder in pack_folders().items():
        loading = seconds(shipped, slug)
        policy = shipped(slug)
        facts = list(situations(policy, folder))
        compiled = policy.pack.at(USUAL_DAY)
        decide_all(compiled, facts)
        one = min(seconds(decide_all, compiled, facts) for _ in range(ROUNDS)) / max(len(facts), 1)
        print(
            f"{slug:18} {len(policy.pack.rules):5} {len(facts):5} {one * 1e6:11.0f} µs {loading / one if one else 0:22.0f}"
        )


if __name__ == "__main__":
    main()
