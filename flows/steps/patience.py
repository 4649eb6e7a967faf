"""How long one newsroom is asked for its pages in a run: the others wait for it at the end."""

from __future__ import annotations

from dataclasses import dataclass

from extract.errors import FetchError, FetchProblem

# Failures in a row, each of which takes as long as is waited for an answer.
MOST_SLOW_IN_A_ROW = 5
# Of answers, without the pauses between them: thousands of pages take less.
MOST_SECONDS = 1800.0
SLOW = frozenset({FetchProblem.CONNECTION, FetchProblem.TIMEOUT, FetchProblem.TOO_SLOW})


@dataclass
class Patience:
    """What a newsroom's answers have cost so far."""

    seconds: float = 0.0
    slow_in_a_row: int = 0

    @property
    def over(self) -> bool:
        """That it is asked no more in this run."""
        return self.slow_in_a_row >= MOST_SLOW_IN_A_ROW or self.seconds > MOST_SECONDS

    def note_answer(self, seconds: float) -> None:
        """Note that an answer came after so many seconds."""
        self.seconds += seconds
        self.slow_in_a_row = 0

    def note_failure(self, error: FetchError) -> None:
        """Note that there was none; what fails at once costs nothing."""
        self.slow_in_a_row = self.slow_in_a_row + 1 if error.kind in SLOW else 0
