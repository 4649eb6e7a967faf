"""The registry of deployments: what Prefect's page lists, when it runs by itself, and which events start it."""

from __future__ import annotations

from prefect.deployments.runner import EntrypointType, RunnerDeployment
from prefect.events import DeploymentEventTrigger
from prefect.flows import Flow
from prefect.schedules import Cron, Schedule

from flows.backfill import backfill_flow
from flows.compare import compare_flow
from flows.events import MANY_PUBLISHED, PUBLICATION, PUBLISHED
from flows.naming import TAG
from flows.publish import publish_flow
from flows.refresh import refresh_flow
from flows.watch import watch_flow

ZONE = "Europe/London"


def deployments() -> list[RunnerDeployment]:
    """Return all deployments, in the order in which people meet them."""
    return [
        _deployment(
            watch_flow,
            "Looks for new reports and press releases: two requests to Ofsted's search, and the newsrooms' lists. "
            "Each new one is announced with an event, which starts a refresh of its authority.",
            # Reports and releases appear in office hours; at other times an hour's delay is nothing.
            _cron("0,30 7-18 * * 1-5", "office-hours"),
            _cron("0 0-6,19-23 * * 1-5", "night"),
            _cron("0 * * * 0,6", "weekend"),
        ),
        _deployment(
            refresh_flow,
            "Fetches, reads, loads and publishes what is new, of one authority or of all. Runs by itself when the "
            "watch announces something, every night for all, and on Sundays also looking for changed and withdrawn "
            "reports.",
            _cron("15 2 * * 1-6", "nightly"),
            _cron("15 2 * * 0", "weekly-sweep", {"recheck": True}),
            triggers=[
                DeploymentEventTrigger(
                    name="refresh the authority of a new publication",
                    expect=set(PUBLISHED.values()),
                    match={"prefect.resource.id": f"{PUBLICATION}.*"},
                    parameters={"authority": "{{ event.payload.ofsted_urn }}"},
                ),
                DeploymentEventTrigger(
                    name="refresh all authorities when much is new",
                    expect={MANY_PUBLISHED},
                    match={"prefect.resource.id": f"{PUBLICATION}.*"},
                ),
            ],
        ),
        _deployment(
            backfill_flow,
            "Fetches, or reads again, what you choose by authority, framework, period and source. It shows its plan "
            "first; one that was cancelled goes on from where it was when you ask for the same again.",
        ),
        _deployment(
            publish_flow,
            "Builds the file that people open from what is loaded, checks it, and puts it in place. Each refresh does "
            "this at its end; by hand it is needed after a publishing that was refused.",
        ),
        _deployment(
            compare_flow,
            "Holds Ofsted's own yearly table of local authority inspection outcomes, the newest on GOV.UK, against the "
            "grades that stood on its day, and lists every difference with both sources.",
            _cron("30 5 2 * *", "monthly"),
        ),
    ]


def _cron(when: str, slug: str, parameters: dict[str, object] | None = None) -> Schedule:
    return Cron(when, timezone=ZONE, slug=slug, parameters=parameters or {})


def _deployment(
    flow: Flow[..., object],
    description: str,
    *schedules: Schedule,
    triggers: list[DeploymentEventTrigger] | None = None,
) -> RunnerDeployment:
    return flow.to_deployment(
        name=flow.name,
        description=description,
        tags=[TAG],
        schedules=list(schedules),
        triggers=triggers,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
