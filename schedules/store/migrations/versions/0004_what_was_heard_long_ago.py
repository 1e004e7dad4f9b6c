"""What was heard of shows long ago, and indices in the order in which premieres and the queue are read."""

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
    op.drop_index("ix_premieres_standing_until", "premieres", if_exists=True)
    op.create_index("ix_outbox_target_kind_rank_ready", "outbox", ["target_kind", "rank", "ready"])
    op.drop_index("ix_outbox_rank_ready", "outbox", if_exists=True)
