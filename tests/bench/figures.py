"""What was measured, beside what it may be: a line a figure as it comes, and JSON at the end."""
import statistics

from budgets import ROWS


def percentile(values, share):
    """The value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def bound(limit, at_least=False):
    return "" if limit is None else f"{'≥' if at_least else '≤'} {limit:g}"


class Figures:
    def __init__(self, rows=None):
        self.rows = {**ROWS, **(rows or {})}
        self.all = {}

    @staticmethod
    def head():
        print(f"{'':<54}{'measured':>10}     {'budget':<9}{'moonshot':<10}runs")

    def note(self, name, values, **more):
        """The median of one value a run; `more` goes into the JSON as it is."""
        row = self.rows[name]
        value = statistics.median(values)
        kept = row.budget is None or (value >= row.budget if row.at_least else value <= row.budget)
        reached = row.moonshot is not None and value <= row.moonshot
        self.all[name] = {"what": row.what, "unit": row.unit, "median": round(value, 3), "budget": row.budget, "moonshot": row.moonshot,
                          "kept": kept, "runs": [round(v, 3) for v in values], **more}
        verdict = "MISSED" if not kept else "moonshot" if reached else ""
        print(f"{row.what:<54}{value:>10.2f} {row.unit:<3} {bound(row.budget, row.at_least):<9}{bound(row.moonshot):<10}{len(values):<4} {verdict}", flush=True)
