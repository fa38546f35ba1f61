"""What the OpenAPI document promises is kept, for whatever schemathesis makes up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.factories import make_event, make_organizer, translated

CHECKS = (
    not_a_server_error,
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)


@pytest.fixture
def promised(site: Any) -> Iterator[Any]:
    """The document of an API in which there is something to be answered."""
    organizer = make_organizer(site.organizers["en"], "Mayors", code="iom")
    event = make_event(
        site.events["en"],
        title="Talk",
        starts_at=timezone.now() + dt.timedelta(days=1),
        gcm_objectives=["13"],
        organizers=[organizer],
    )
    translated(event, "ar", title="حوار")
    app = get_wsgi_application()
    # As Django's own client does: the connection holds what this test has made.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/events/openapi.json", app)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_as_documented(promised: Any, mode: GenerationMode):
    for found in promised.get_all_operations():
        operation = found.ok()

        @settings(max_examples=12, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy(generation_mode=mode))
        def answered(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        answered()
