"""${message}

One change a file. Rules: the code of the version before must keep working while this runs; break
a destructive change into steps (add, fill, switch, drop); name every constraint; write the way
back; import nothing from prep.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
