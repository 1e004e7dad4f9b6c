"""Alembic runs this for every command: it hands over the connection that schedules.store.migrating was given."""

from alembic import context

from schedules.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
