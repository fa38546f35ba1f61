"""Where a site with a front end of its own would have it built anew."""

import logging
from typing import Any

logger = logging.getLogger(__name__)


def note_change(sender: Any, key: Any, what: str, languages: list[str], **kwargs: Any) -> None:
    logger.info("Event %s: %s, now in %s", key, what, ", ".join(languages) or "no language")
