"""The quizzes that a learner can go on with."""

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from prep.storage.practice import QuizRow, ResponseRow


def newest_open_quizzes(
    db: Session, learner_id: int, certification_id: str
) -> dict[str, tuple[QuizRow, int]]:
    """The newest unfinished quiz of each kind with how many answers it has, in one statement.

    Of those that began at the same moment, the one with most answers.
    """
    is_open = (
        QuizRow.learner_id == learner_id,
        QuizRow.certification_id == certification_id,
        QuizRow.finished_at.is_(None),
    )
    newest = (
        select(QuizRow.kind, func.max(QuizRow.created_at)).where(*is_open).group_by(QuizRow.kind)
    )
    answered = (
        select(func.count())
        .where(ResponseRow.learner_id == QuizRow.learner_id, ResponseRow.quiz_id == QuizRow.id)
        .scalar_subquery()
    )
    rows = select(QuizRow, answered).where(
        *is_open, tuple_(QuizRow.kind, QuizRow.created_at).in_(newest)
    )
    return {
        quiz.kind: (quiz, count) for quiz, count in db.execute(rows.order_by(answered, QuizRow.id))
    }
