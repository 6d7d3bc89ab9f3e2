"""What leaves the machine because the user said so: mail to a server, a notice to an address.

::

    Letter, MailSettings ─ compose ─▶ bytes of a mail ─ send (SMTP, Ledger) ─▶ Outcome
    JSON, address ───────────────── post (HTTP) ─────────────────────────────▶ nothing, or DeliveryError

Nothing here knows of briefs; what is told is handed in.  One server each, named by the settings.
"""

from briefing.delivery.message import Letter, compose, envelope_address, message_id, recipients
from briefing.delivery.smtp import Ledger, Mail, Outcome, greet, password_of, send, server_name
from briefing.delivery.webhook import host_of, post

__all__ = [
    "Ledger",
    "Letter",
    "Mail",
    "Outcome",
    "compose",
    "envelope_address",
    "greet",
    "host_of",
    "message_id",
    "password_of",
    "post",
    "recipients",
    "send",
    "server_name",
]
