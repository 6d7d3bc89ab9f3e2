"""Dates in metadata fields: ISO 8601, RFC 5322, seconds of an epoch, or prose."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from briefing.language.moments import Clock, Found, find_dates, local_time, parse_prose


def parse_field(value: str, clock: Clock, language: str = "") -> Found | None:
    """Return the date that a metadata field holds: ISO, RFC 5322, epoch seconds or prose."""
    value = " ".join(value.split())[:64]  # longer ones are not dates; dateparser must stay fast
    found = _from_standard(value, clock)
    if found is not None:
        return found
    dates = find_dates(value, clock)
    return dates[0] if dates else _from_prose(value, language[:2], clock)


def _from_standard(value: str, clock: Clock) -> Found | None:
    moment = _epoch(value) or _iso(value) or _rfc(value)
    if moment is None:
        return None
    if moment.tzinfo is not None:
        moment = local_time(moment, clock.zone)
    has_time = re.search(r"\d:\d\d|T\d|^\d{9,}", value) is not None
    return Found(0, len(value), (moment.date(),), moment if has_time else None)


def _epoch(value: str) -> datetime | None:
    match = re.fullmatch(r"(\d{10})(\d{3})?(?:\.\d+)?", value)
    return datetime.fromtimestamp(int(match[1]), UTC) if match else None


def _iso(value: str) -> datetime | None:
    if not re.match(r"(?:19|20)\d\d-?[01]\d-?[0-3]\d", value):
        return None
    try:
        return datetime.fromisoformat(value.replace(" UTC", "Z").replace(" Z", "Z"))
    except ValueError:
        return None


def _rfc(value: str) -> datetime | None:
    from email.utils import parsedate_to_datetime

    if not re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d", value):
        return None
    if not re.search(r"(?:[+-]\d{4}|GMT|UTC?|Z|[ECMP][SD]T)\)?$", value):
        return None  # the email package drops other abbreviations (BST) without a word
    try:
        return parsedate_to_datetime(value)
    except ValueError:
        return None


def _from_prose(value: str, language: str, clock: Clock) -> Found | None:
    if not re.search(r"\d", value):
        return None
    order = "MDY" if clock.day_first is False else "DMY"
    moment = parse_prose(value, language, clock.reference, order)
    if moment is None:
        return None
    if moment.tzinfo is not None:
        moment = local_time(moment, clock.zone)
    return Found(0, len(value), (moment.date(),), moment if moment.time() != time() else None)
