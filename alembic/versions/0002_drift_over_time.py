"""Drift of checked copy over time

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gov_drift",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("variant_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("model", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("prompt", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("verdict", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("altered", sa.Integer(), nullable=False),
        sa.Column("unsupported", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("passes", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "variant_id"],
            ["gov_variant.workspace_id", "gov_variant.id"],
            name=op.f("fk_gov_drift_workspace_id_variant_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "variant_id", "revision", name=op.f("pk_gov_drift")),
    )
    with op.batch_alter_table("gov_drift", schema=None) as batch_op:
        batch_op.create_index(
            "ix_gov_drift_week",
            [
                "workspace_id",
                "week",
                "partner_id",
                "campaign_id",
                "channel",
                "model",
                "prompt",
                "score",
                "altered",
                "unsupported",
                "other",
                "passes",
                "revision",
            ],
            unique=False,
        )

    op.create_table(
        "gov_stated",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("variant_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("claim_id", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("stated", sa.Integer(), nullable=False),
        sa.Column("altered", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "variant_id"],
            ["gov_variant.workspace_id", "gov_variant.id"],
            name=op.f("fk_gov_stated_workspace_id_variant_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "variant_id", "revision", "claim_id", name=op.f("pk_gov_stated")),
    )
    with op.batch_alter_table("gov_stated", schema=None) as batch_op:
        batch_op.create_index(
            "ix_gov_stated_week", ["workspace_id", "week", "claim_id", "partner_id", "stated", "altered"], unique=False
        )

    op.create_table(
        "gov_told",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("variant_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("element", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("thing", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("of", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("approved", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("departs", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "variant_id"],
            ["gov_variant.workspace_id", "gov_variant.id"],
            name=op.f("fk_gov_told_workspace_id_variant_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "variant_id", "number", name=op.f("pk_gov_told")),
    )
    with op.batch_alter_table("gov_told", schema=None) as batch_op:
        batch_op.create_index(
            "ix_gov_told_campaign", ["workspace_id", "campaign_id", "channel", "element"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("gov_told", schema=None) as batch_op:
        batch_op.drop_index("ix_gov_told_campaign")

    op.drop_table("gov_told")
    with op.batch_alter_table("gov_stated", schema=None) as batch_op:
        batch_op.drop_index("ix_gov_stated_week")

    op.drop_table("gov_stated")
    with op.batch_alter_table("gov_drift", schema=None) as batch_op:
        batch_op.drop_index("ix_gov_drift_week")

    op.drop_table("gov_drift")
