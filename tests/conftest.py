"""A run whose tests are done comes to its end, or says where it stands."""

import faulthandler

import pytest

_SECONDS = 300.0
_STDERR = 2


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """From here on no test's own limit holds; the report and the end of a worker take seconds."""
    session.config.pluginmanager.getplugin("capturemanager").suspend_global_capture(in_=True)
    faulthandler.dump_traceback_later(_SECONDS, exit=True, file=_STDERR)
