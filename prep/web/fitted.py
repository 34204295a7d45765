"""The fitted prediction layer that this application was started with."""

from flask import Flask, current_app

from prep.learning.layer import Layer


def init_app(app: Flask, layer: Layer | None) -> None:
    """Give the application its layer; None leaves predictions to the core."""
    app.extensions["prep_layer"] = layer


def get_layer() -> Layer | None:
    """The application's layer."""
    layer: Layer | None = current_app.extensions["prep_layer"]
    return layer
