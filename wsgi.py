"""Entry point for WSGI servers, and for `flask run`."""

from prep.app import create_app

app = create_app()
