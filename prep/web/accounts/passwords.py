"""What a password must be."""

from typing import Any

from flask_security import PasswordUtil

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
"""In characters. Longer ones are refused before they are hashed."""


class Passwords(PasswordUtil):  # type: ignore[misc]  # flask-security is untyped
    """flask-security checks that a new password is long enough; this adds two rules."""

    def validate(
        self, password: str, is_register: bool, **known: Any
    ) -> tuple[list[str] | None, str]:
        """What is wrong with a new password, None when it will do, and its normal form.

        `known` is the form when registering, otherwise `user`.
        """
        if len(password) > LONGEST_PASSWORD:
            return [f"Use at most {LONGEST_PASSWORD} characters for the password."], password
        problems, normal = super().validate(password, is_register, **known)
        email = known["email"] if is_register else known["user"].email
        if not problems and normal.lower() == email:
            problems = ["Use a password that is not your e-mail address."]
        return problems, normal
