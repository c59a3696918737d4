"""Runs tests and writes the outcome of each as soon as it is known.

    run_tests.py PACKAGES SOURCE OUTCOMES PLATFORM PYTEST-ARGUMENT …

PLATFORM: Qt's; windows that a test opens are real where it is not `offscreen`.
"""

import os
import sys
from pathlib import Path
from typing import Any

packages, source, outcomes, platform = sys.argv[1:5]
sys.path[:0] = [packages, source]
os.chdir(source)
os.environ["QT_QPA_PLATFORM"] = platform

import pytest  # noqa: E402


class Outcomes:
    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call" or report.outcome != "passed":
            with Path(outcomes).open("a", encoding="utf-8") as stream:
                why = str(report.longrepr)[-1500:] if report.failed else ""
                print(report.outcome, report.nodeid, ascii(why), sep="\t", file=stream)


sys.exit(pytest.main(sys.argv[5:], plugins=[Outcomes()]))
