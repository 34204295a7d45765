"""Some of the data sets: `python -m benchmarks.prediction exam_spisa`."""

import argparse
import shlex
import sys

from benchmarks.missing import Missing
from benchmarks.prediction.sets import NAMES, section
from benchmarks.report import section_text
from benchmarks.results import save


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prediction", description=__doc__)
    parser.add_argument("data", nargs="+", choices=NAMES)
    command = shlex.join(["python", "-m", "benchmarks.prediction", *sys.argv[1:]])
    has_failed = False
    for name in parser.parse_args().data:
        try:
            part = section(name)
        except Missing as missing:
            print(f"{name}: {missing} Nothing was measured.", file=sys.stderr)
            has_failed = True
            continue
        save("prediction", part, command=command)
        print(section_text(part), flush=True)
        has_failed |= any(figure.is_met is False for figure in part.figures)
    sys.exit(has_failed)


if __name__ == "__main__":
    main()
