"""Basketwise every night: as of the day the interval ends on, retried only where that can help."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta

from airflow.exceptions import AirflowFailException, AirflowSkipException
from airflow.sdk import dag, task

BASKETWISE = "/opt/basketwise/basketwise"
CONFIG = "/etc/basketwise/shop.yaml"

RETRY = {1}
SKIP = {5}
GIVE_UP = {
    2: "wrong usage or configuration",
    3: "the inputs were refused",
    4: "a gate refused the version; the last one stays live",
    6: "an artifact is missing, damaged or of an unsupported version",
}


def command(as_of: datetime | None) -> list[str]:
    """The night of a date, safe to run twice; started by hand, a run may have none: the newest order decides then."""
    date = ["--as-of", as_of.strftime("%Y-%m-%d")] if as_of else []
    return [BASKETWISE, "nightly", "--config", CONFIG, *date, "--progress", "json"]


def judge(code: int) -> None:
    """What an exit code means to the scheduler."""
    if code == 0:
        return
    if code in SKIP:
        raise AirflowSkipException("another run is at work on this lake")
    if code in GIVE_UP:
        raise AirflowFailException(GIVE_UP[code])
    raise RuntimeError(f"exit code {code}: tried again")


@dag(
    schedule="0 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=15)},
)
def basketwise():
    @task
    def nightly(data_interval_end=None):
        judge(subprocess.run(command(data_interval_end), check=False).returncode)

    nightly()


basketwise()
