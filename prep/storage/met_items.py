"""What a learner has met of the exam pool."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.storage.banks import ItemRow
from prep.storage.exams import AttemptRow
from prep.storage.forms import FormItemRow
from prep.storage.practice import QuizItemRow


def list_met_exam_items(db: Session, learner_id: int, certification_id: str) -> set[str]:
    """Items of the exam pool that the learner was shown: in a form, or in practice before."""
    in_forms = (
        select(FormItemRow.item_id)
        .join(AttemptRow, AttemptRow.form_id == FormItemRow.form_id)
        .where(AttemptRow.learner_id == learner_id)
    )
    in_quizzes = select(QuizItemRow.item_id).where(QuizItemRow.learner_id == learner_id)
    rows = select(ItemRow.id).where(
        ItemRow.certification_id == certification_id,
        ItemRow.pool == "exam",
        ItemRow.id.in_(in_forms.union_all(in_quizzes)),
    )
    return set(db.scalars(rows))
