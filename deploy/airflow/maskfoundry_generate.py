"""One run of `maskfoundry generate` a day, which acts on the command's exit code.

The command does nothing twice, so a retry is the same command. Needs Airflow 3 with the SMTP provider;
the worker has the checkout and what deploy/standalone/submit-generate.sh needs.
"""

import subprocess
from datetime import datetime, timedelta

from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.smtp.notifications.smtp import SmtpNotifier
from airflow.sdk import dag, task

COMMAND = [
    "/opt/maskfoundry/deploy/standalone/submit-generate.sh",
    "--master", "spark://head:7077",
    "--",
    "--images", "hdfs://head/photos",
    "--output", "hdfs://head/dataset",
]  # fmt: skip
ALERTED = "masks@example.org"

# Another try of the same command finishes these.
RETRIED = {
    1: "an input cannot be read, or something unforeseen happened",
    5: "it is unknown whether a commit came through; the next run resolves it",
    6: "stopped; the next run goes on from what is finished",
}
# A person has to do something first.
FINAL = {
    2: "wrong options or settings; nothing was started",
    3: "a device, model or library is missing",
    4: "more images failed than error_budget allows; nothing was published",
}


def act_on(exit_code):
    """Returns where the command succeeded; raises what makes Airflow retry or give up."""
    if exit_code == 0:
        return
    if exit_code in FINAL:
        raise AirflowFailException(f"exit code {exit_code}: {FINAL[exit_code]}")
    # Others are signals: the process was killed.
    raise AirflowException(f"exit code {exit_code}: {RETRIED.get(exit_code, 'killed')}")


@dag(
    schedule="@daily",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={
        "retries": 5,
        "retry_delay": timedelta(minutes=5),
        "on_failure_callback": [
            SmtpNotifier(to=ALERTED, subject="maskfoundry generate failed")
        ],
    },
)
def maskfoundry_generate():
    @task
    def generate():
        act_on(subprocess.run(COMMAND, check=False).returncode)

    generate()


maskfoundry_generate()
