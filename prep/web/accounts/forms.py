"""Small changes to flask-security's forms."""

from typing import Any

from flask import current_app
from flask_security import (
    ChangePasswordForm,
    ForgotPasswordForm,
    LoginForm,
    SendConfirmationForm,
)
from flask_security.utils import get_message, validate_redirect_url
from wtforms import PasswordField, ValidationError

from prep.web.accounts.passwords import LONGEST_PASSWORD


class LimitedPassword(PasswordField):  # type: ignore[misc]  # wtforms is untyped
    """A password to check. One that no account can have is refused before it is hashed."""

    def pre_validate(self, form: Any) -> None:
        """Refuse a missing password and one that is too long."""
        if not self.data or len(self.data) > LONGEST_PASSWORD:
            raise ValidationError("Write your password.")


class PrepLoginForm(LoginForm):  # type: ignore[misc]  # flask-security is untyped
    """Log-in. A `next` that leads elsewhere is dropped rather than complained about."""

    password = LimitedPassword()

    def validate_next(self, field: Any) -> None:
        """Forget addresses outside Prep; the learner then lands on the first page."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""


class PrepChangePasswordForm(ChangePasswordForm):  # type: ignore[misc]  # flask-security is untyped
    """Change of password."""

    password = LimitedPassword()


class AddressForm:
    """A form that asks for nothing but an e-mail.

    flask-security hides every complaint about it, because some would tell who has an account.
    That it is no address at all may be said.
    """

    def validate(self, **options: Any) -> bool:
        """Whether the address is known; keeps the complaint when it is malformed."""
        form: Any = self
        is_valid: bool = super().validate(**options)  # type: ignore[misc]
        try:
            current_app.extensions["security"].mail_util.normalize(form.email.data or "")
        except ValueError:
            form.form_errors.append(get_message("INVALID_EMAIL_ADDRESS")[0])
        return is_valid


class PrepForgotPasswordForm(AddressForm, ForgotPasswordForm):  # type: ignore[misc]
    """Asking for a link to choose a new password."""


class PrepSendConfirmationForm(AddressForm, SendConfirmationForm):  # type: ignore[misc]
    """Asking once more for the link that confirms the address."""
