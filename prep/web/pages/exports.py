"""Taking the portfolio out: what would leave, what stays, and the files."""

from collections.abc import Callable

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from prep.errors import NotFound
from prep.services.confidential_hints import confidential_hints
from prep.services.exports.document import EVIDENCE_LABELS, PARTS, PROJECT_LABELS, STORY_LABELS
from prep.services.exports.gathering import Gathered, gather
from prep.services.exports.json_resume import render_json_resume
from prep.services.exports.markdown import render_markdown
from prep.services.exports.tables import TABLES, render_table
from prep.services.exports.word import render_docx
from prep.services.exports.words import (
    all_texts,
    course_line,
    dates,
    evidence_facts,
    period_line,
    project_facts,
)
from prep.web.clock import now
from prep.web.db import get_db
from prep.web.login import current_learner, login_required

bp = Blueprint("exports", __name__, url_prefix="/portfolio/export")

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: dict[str, tuple[str, Callable[..., str | bytes]]] = {
    "md": ("text/markdown", render_markdown),
    "docx": (DOCX, render_docx),
    "json": ("application/json", render_json_resume),
}
"""Media type and renderer by the ending of the file."""

WORDS: dict[str, object] = {
    "EVIDENCE_LABELS": EVIDENCE_LABELS,
    "PROJECT_LABELS": PROJECT_LABELS,
    "STORY_LABELS": STORY_LABELS,
    "course_line": course_line,
    "dates": dates,
    "evidence_facts": evidence_facts,
    "period_line": period_line,
    "project_facts": project_facts,
}
"""What the pages need to say the same as the files."""


@bp.get("")
@login_required
def index() -> str:
    """Exactly what would leave, what stays and why, and the links that take it out."""
    found = _gathered()
    return render_template(
        "exports/index.html",
        document=found.document,
        stays=found.stays,
        hints=confidential_hints(all_texts(found.document)),
        parts=PARTS,
        chosen=_chosen(),
        words=WORDS,
        tables=[name for name in TABLES if name in _chosen()],
    )


@bp.get("/print")
@login_required
def printed() -> str:
    """The document on paper."""
    return render_template("exports/print.html", document=_gathered().document, words=WORDS)


@bp.get("/portfolio.<ending>")
@login_required
def download(ending: str) -> AnyResponse:
    """The document as a file. Raises NotFound for a format that there is not."""
    if ending not in FORMATS:
        raise NotFound("no such format")
    media_type, render = FORMATS[ending]
    document = _gathered().document
    return _as_file(render(document), media_type, f"portfolio-{document.made_on}.{ending}")


@bp.get("/tables/<name>.csv")
@login_required
def table(name: str) -> AnyResponse:
    """One table as CSV. Raises NotFound for a table that there is not."""
    if name not in TABLES:
        raise NotFound("no such table")
    document = _gathered().document
    return _as_file(render_table(document, name), "text/csv", f"{name}-{document.made_on}.csv")


def _gathered() -> Gathered:
    learner = current_learner()
    return gather(get_db(), learner.id, _chosen(), today=learner.today(now()))


def _chosen() -> list[str]:
    """The parts of ?part=; all of them before a choice was made, which ?chosen= says."""
    if "chosen" not in request.args:
        return list(PARTS)
    asked = request.args.getlist("part")
    return [part for part in PARTS if part in asked]


def _as_file(content: str | bytes, media_type: str, name: str) -> Response:
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Cache-Control"] = "no-store"
    return response
