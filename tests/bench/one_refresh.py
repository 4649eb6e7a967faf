"""One cold refresh in a process of its own; prints its seconds and its peak memory as JSON. `--flow` runs the flow."""

from __future__ import annotations

import json
import resource
import sys
import time


def main() -> None:
    from flows.settings import load_settings

    settings = load_settings()
    if "--flow" in sys.argv:
        from prefect.client.orchestration import get_client

        from flows.refresh import refresh_flow

        state = refresh_flow(return_state=True)
        with get_client(sync_client=True) as client:
            run = client.read_flow_run(state.state_details.flow_run_id)
        seconds = run.total_run_time.total_seconds()
    else:
        from flows.steps.refresh import refresh
        from flows.steps.run import open_run

        started = time.perf_counter()
        with open_run(settings) as run:
            refresh(run)
        seconds = time.perf_counter() - started
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    sys.stdout.write(json.dumps({"seconds": seconds, "peak_mb": peak / 1024}) + "\n")


if __name__ == "__main__":
    main()
