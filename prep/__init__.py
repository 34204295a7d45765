"""Prep: a self-hosted certification exam prep engine."""

import os

# Our matrices are small. On a machine with other work, threads of the linear algebra library wait
# for each other: the dashboard took three times as long. Read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
