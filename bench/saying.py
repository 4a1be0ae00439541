"""How figures are printed: what was measured, and then the figure."""


def milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms"


def say(what: str, figure: str) -> None:
    print(f"{what:<60}{figure:>12}", flush=True)
