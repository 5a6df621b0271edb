"""The only place that knows Prefect. Importing it prepares the environment, which has to come before Prefect."""

from flows.environment import prepare_environment

prepare_environment()
