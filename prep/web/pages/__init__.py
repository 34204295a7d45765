"""HTML pages, one Flask blueprint a module."""

from flask import Flask

from prep.web.pages import (
    actions,
    calendar,
    dashboard,
    exam_results,
    exams,
    exercises,
    exports,
    ledger,
    library,
    mentor,
    path,
    portfolio,
    practice,
    quiz,
    self_assessment,
    settings,
    setup,
    today,
    welcome,
)


def register_pages(app: Flask) -> None:
    """Register every page."""
    for module in (
        welcome,
        setup,
        self_assessment,
        today,
        quiz,
        practice,
        exams,
        exam_results,
        actions,
        mentor,
        exercises,
        dashboard,
        library,
        path,
        portfolio,
        ledger,
        exports,
        settings,
        calendar,
    ):
        app.register_blueprint(module.bp)
