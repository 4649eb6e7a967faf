"""This machine's clock, held against that of Ofsted's site before anything is noted by it.

What was loaded is told from what is newer by times. A run whose clock is far ahead would leave times behind that all
later runs take for newer than their own, and a run whose clock is far behind would have nothing to say.
"""

from __future__ import annotations

from datetime import timedelta

from extract.response import Response
from flows.steps.run import Run
from warehouse.clock import TOLERANCE, bring_back

# Caches give answers that are hours old; a clock that is wrong is so by months or years.
MOST_APART = timedelta(days=30)


class ClockError(Exception):
    """This machine's clock is wrong; the message says by how much."""


def check_clock(run: Run, answer: Response) -> None:
    """Check this machine's clock by when a host says that it answered.

    Where the two agree, what a wrong clock has noted before is set right.

    Raises:
        ClockError: when they are a month apart.
    """
    here, there = answer.requested_at, answer.sent_at
    if there is None:
        return
    apart = abs(here - there)
    if apart > MOST_APART:
        raise ClockError(
            f"This machine's clock says that it is {here:%Y-%m-%d %H:%M} UTC, and {run.settings.ofsted_url}'s says "
            f"{there:%Y-%m-%d %H:%M}: set it right, and run this again. Nothing was loaded."
        )
    if apart <= TOLERANCE and (ahead := bring_back(run.con, run.clock())):
        run.note_problem(
            str(run.settings.working),
            f"Times up to {ahead:%Y-%m-%d %H:%M} UTC were noted by a clock that was ahead; they were set back.",
        )
