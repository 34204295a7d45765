"""Numbers as people write them."""


def number(value: float) -> str:
    """A number as people write it: `11,000`, `0.85`, `−32`."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
