"""Whether bank files, or the program that reads them, differ from those of an earlier start."""

import hashlib
from pathlib import Path

PROGRAM = Path(__file__).parents[1]


def fingerprint(banks: Path) -> str:
    """A hash of every file of the banks and of the program that gives them their meaning.

    banks: the folder of the question banks; one that does not exist has no files.
    """
    digest = hashlib.sha256()
    for folder, pattern in ((banks, "*.yaml"), (banks, "*.yml"), (PROGRAM, "*.py")):
        for path in sorted(folder.rglob(pattern)):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(folder)} {content}\n".encode())
    return digest.hexdigest()
