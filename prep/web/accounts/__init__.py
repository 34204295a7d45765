"""Accounts of server mode: register, log in and out, change and reset the password.

flask-security does the work. This package tells it where accounts are kept (`datastore`), how
they behave (`options`, `forms`, `passwords`), how mail leaves (`mail`), how often a door may be
tried (`limits`), and closes what Prep does not use.
"""

from prep.web.accounts.server import init_server

__all__ = ["init_server"]
