"""What was heard of a show up to a day long past, and an index that gives premieres in the order they are shown in."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "memories",
        sa.Column("show", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("known", sa.Text(), nullable=False),
        sa.Column("turns", sa.Text(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("show"),
    )
    op.create_index("ix_premieres_standing_until_show_season", "premieres", ["standing", "until", "show", "season"])
    op.drop_index("ix_premieres_standing_until", "premieres")
