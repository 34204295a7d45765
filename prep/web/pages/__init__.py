"""HTML pages, one Flask blueprint a module."""

from flask import Flask

from prep.web.pages import (
    dashboard,
    exam_results,
    exams,
    library,
    practice,
    quiz,
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
        today,
        quiz,
        practice,
        exams,
        exam_results,
        dashboard,
        library,
        settings,
    ):
        app.register_blueprint(module.bp)
