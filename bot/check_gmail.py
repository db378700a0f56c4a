"""Looking at the mailbox that letters leave from over Gmail, without writing anything there."""

from email.utils import parseaddr

from bot.app import gmail
from bot.findings import Finding, look_out, ok, wrong
from bot.ports import CallFailed, Revoked
from bot.settings import Settings, WrongSettings

CONSENT_AGAIN = (
    "An authorized user consents again with `interview-bot google-login --gmail`; for a service account an admin of "
    "your domain delegates {what}, and MAIL_FROM is a mailbox of your domain."
)
CURES = {
    "accessNotConfigured": "the Gmail API is off in your Google project. In Google's console: APIs & Services, "
    "Library, Gmail API, Enable.",
    "failedPrecondition": "the account behind GOOGLE_CREDENTIALS has no mailbox at Gmail. A service account acts for "
    "MAIL_FROM: delegate it, and let MAIL_FROM be a mailbox of your domain.",
}


def look_at_gmail(settings: Settings) -> Finding:
    try:
        mailer = gmail(settings)
        missing = [scope.rpartition("/")[2] for scope in mailer.missing_scopes()]
        if missing:
            return wrong("mail", f"Gmail lacks {' and '.join(missing)}. {CONSENT_AGAIN.format(what='it')}")
        account = mailer.account()
    except WrongSettings as problem:
        return wrong("mail", str(problem))
    except Revoked as refusal:
        cure = CONSENT_AGAIN.format(what="gmail.compose and gmail.metadata")
        return wrong("mail", f"Google does not let us into the mailbox ({refusal.reason}). {cure}")
    except CallFailed as failure:
        return wrong("mail", CURES.get(failure.reason) or f"{settings.gmail_url} does not answer ({failure.reason}).")
    if account.lower() != parseaddr(settings.mail_from)[1].lower():
        return look_out(
            "mail",
            f"letters leave from {account} unless that account may send as MAIL_FROM {settings.mail_from} "
            "(Gmail, Settings, Accounts, Send mail as).",
        )
    return ok("mail", f"Gmail lets us send as {account}")
