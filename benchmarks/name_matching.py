"""How well two spellings are told to be one person's name: ours beside what else there is.

    python -m benchmarks.name_matching [--each]

Pairs come from ``name_pairs.toml``: true ones are a person's first spelling with each other one of
theirs; false ones are each first spelling and each last with the nearest spelling (Jaro-Winkler) of
another person of the list, and with the nearest that shares a word, where there is one. For each
matcher: the area under the curve, the recall at no false match, the recall at one false match in a
hundred, and pairs a second. Matchers that are not installed are left out.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from recension.vocabularies.names.likeness import similarity
from recension.vocabularies.names.name_key import unmarked

Pair = tuple[str, str, bool, str]
Matcher = Callable[[str, str], float]


def pairs() -> list[Pair]:
    """All pairs: two spellings, whether they are one person's, and the language."""
    path = Path(__file__).with_name("name_pairs.toml")
    blocks = tomllib.loads(path.read_text(encoding="utf-8"))["block"]
    rows = [(b["language"], person) for b in blocks for person in b["persons"]]
    true = [(p[0], other, True, language) for language, p in rows for other in p[1:]]
    return true + sorted(set(_false(rows)))


def _false(rows: Sequence[tuple[str, list[str]]]) -> Iterator[Pair]:
    every = [(number, form) for number, (_, person) in enumerate(rows) for form in person]
    plain = {form: unmarked(form) for _, form in every}
    for number, (language, person) in enumerate(rows):
        for form in {person[0], person[-1]}:
            others = [other for n, other in every if n != number and other not in person]
            near = max(others, key=lambda o: JaroWinkler.similarity(plain[o], plain[form]))
            yield form, near, False, language
            words = set(plain[form].split())
            sharing = [o for o in others if words & set(plain[o].split()) and o != near]
            if sharing:
                best = max(sharing, key=lambda o: JaroWinkler.similarity(plain[o], plain[form]))
                yield form, best, False, language


def matchers() -> dict[str, Matcher]:
    """The matchers that are installed, ours first; others get the same letters without marks."""
    found: dict[str, Matcher] = {
        "recension": similarity,
        "rapidfuzz token_sort": lambda a, b: fuzz.token_sort_ratio(_latin(a), _latin(b)) / 100,
        "rapidfuzz WRatio": lambda a, b: fuzz.WRatio(_latin(a), _latin(b)) / 100,
        "Jaro-Winkler": lambda a, b: JaroWinkler.similarity(_latin(a), _latin(b)),
    }
    try:
        import jellyfish
    except ImportError:
        pass
    else:
        found["jellyfish metaphone"] = lambda a, b: fuzz.token_sort_ratio(
            *(" ".join(map(jellyfish.metaphone, _latin(name).split())) for name in (a, b))
        )
    try:
        import rigour.names as rigour  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        pass
    else:
        found["rigour"] = lambda a, b: _rigour(rigour, a, b)
    return found


def _rigour(rigour: Any, one: str, other: str) -> float:  # noqa: ANN401 - an optional package
    """As its documentation has it: parts put in the best order, then aligned and scored."""
    sides = [rigour.Name(n.lower(), tag=rigour.NameTypeTag.PER).parts for n in (one, other)]
    left, right = rigour.align_person_name_order(*sides)
    aligned = rigour.compare_parts(left, right)
    weights = [max(len(p.form) for p in (*a.qps, *a.rps)) for a in aligned]
    weighed = sum(w * a.score for w, a in zip(weights, aligned, strict=True))
    return float(weighed / max(1, sum(weights)))


def _latin(name: str) -> str:
    """What every user would do first: Latin letters, lower case, no marks, no commas."""
    from anyascii import anyascii

    return anyascii(name).lower().replace(",", " ").replace("'", "").replace("-", " ")


def measured(matcher: Matcher, every: Sequence[Pair]) -> tuple[float, float, float, float]:
    """Area under the curve, recall at no false match, at one in a hundred; pairs a second."""
    started = time.process_time()
    scored = [(matcher(one, other), same) for one, other, same, _ in every]
    speed = len(every) / max(time.process_time() - started, 1e-9)
    right = [score for score, same in scored if same]
    wrong = sorted((score for score, same in scored if not same), reverse=True)
    over = sum((r > w) + 0.5 * (r == w) for r in right for w in wrong)
    hundredth = wrong[len(wrong) // 100]
    at_none = sum(r > wrong[0] for r in right) / len(right)
    at_one = sum(r > hundredth for r in right) / len(right)
    return over / (len(right) * len(wrong)), at_none, at_one, speed


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    every = pairs()
    true = sum(same for *_, same, _ in every)
    print(f"{true} true and {len(every) - true} false pairs")
    print(f"{'matcher':22} {'AUC':>6} {'recall at 0 false':>18} {'at 1 in 100':>12} {'pairs/s':>9}")
    for name, matcher in matchers().items():
        area, at_none, at_one, speed = measured(matcher, every)
        print(f"{name:22} {area:6.3f} {at_none:18.3f} {at_one:12.3f} {speed:9,.0f}")
    if "--each" in arguments:
        for language in dict.fromkeys(language for *_, language in every):
            area, at_none, *_ = measured(similarity, [p for p in every if p[3] == language])
            print(f"  {language:34} {area:6.3f} {at_none:6.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
