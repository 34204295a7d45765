"""Predicts the public data sets and writes results.md and results.json."""

import argparse
import shlex
import sys

from benchmarks.prediction import exams, output, practice
from benchmarks.prediction.data import MissingData


def main() -> None:
    known = {name: practice.report for name in practice.NAMES} | {
        name: exams.report for name in exams.NAMES
    }
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prediction", description=__doc__)
    parser.add_argument("data", nargs="*", help=f"data sets; default: all of {', '.join(known)}")
    chosen = parser.parse_args().data or list(known)
    if unknown := [name for name in chosen if name not in known]:
        parser.error(f"no such data: {', '.join(unknown)}")
    try:
        reports = [known[name](name) for name in chosen]
    except MissingData as missing:
        sys.exit(str(missing))
    command = shlex.join(["python", "-m", "benchmarks.prediction", *sys.argv[1:]])
    output.write(reports, command=command)
    sys.exit(any(row.is_met is False for part in reports for row in part.rows))


if __name__ == "__main__":
    main()
