"""What all pages of the ledger share: their blueprint."""

from flask import Blueprint
from werkzeug.wrappers import Response

Answer = str | Response | tuple[str, int]

bp = Blueprint("ledger", __name__, url_prefix="/portfolio/ledger")
