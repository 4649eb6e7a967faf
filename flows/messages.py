"""Messages when a grade changes or a run fails: automations made from messages.yaml, for a block that sends them.

`python -m flows.messages KIND/NAME` makes them, or makes them anew, on the server in use.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from flows import server

USAGE = "Give the block that sends the messages, such as slack-webhook/outcomes."
NOTIFIES = "notify"


class MessagesError(Exception):
    """The messages cannot be made; the message is one line for people."""


def automations(block: UUID) -> list[dict[str, Any]]:
    """Return the automations of messages.yaml, each with the id of the block that sends its message."""
    found: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("messages.yaml").read_text(encoding="utf-8"))
    for automation in found:
        for action in automation["actions"]:
            action["block_document_id"] = str(block)
    return found


def make(block: str) -> list[str]:
    """Make the automations for a block given as KIND/NAME, in the place of those of the same name; return their names.

    Raises:
        MessagesError: when there is no such block, or when it sends no messages.
    """
    from prefect.client.orchestration import get_client
    from prefect.events.schemas.automations import AutomationCore

    with get_client(sync_client=True) as client:
        wanted = [AutomationCore.model_validate(automation) for automation in automations(_find(client, block))]
        for automation in wanted:
            present = client.read_automations_by_name(automation.name)
            if present:
                client.update_automation(present[0].id, automation)
            else:
                client.create_automation(automation)
    return [automation.name for automation in wanted]


def _find(client: Any, block: str) -> UUID:
    from prefect.exceptions import ObjectNotFound

    kind, _, name = block.partition("/")
    try:
        found = client.read_block_document_by_name(name, kind, include_secrets=False)
    except ObjectNotFound:
        raise MessagesError(f"There is no block {block!r}: 'prefect block ls' lists those that there are.") from None
    if NOTIFIES not in found.block_schema.capabilities:
        raise MessagesError(f"The block {block!r} sends no messages.")
    return UUID(str(found.id))


def main() -> None:
    """Make the messages for the block that the command line gives."""
    os.environ.setdefault("PREFECT_API_URL", server.address())
    try:
        if len(sys.argv) != 2:
            raise MessagesError(USAGE)
        if not server.answers(server.address()):
            raise MessagesError(f"No Prefect server answers at {server.address()}: start 'outcomes serve' first.")
        server.require_admission(server.address())
        for name in make(sys.argv[1]):
            sys.stdout.write(f"{sys.argv[1]} sends a message when {name}.\n")
    except (MessagesError, server.ServerError) as error:
        raise SystemExit(f"messages: {error}") from None


if __name__ == "__main__":
    main()
