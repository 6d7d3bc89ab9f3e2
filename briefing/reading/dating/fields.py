"""Dates in metadata fields: ISO 8601, RFC 5322, seconds of an epoch, or prose."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from briefing.language.calendar import Clock, Found, find_dates, find_relative, local_time


def parse_field(value: str, clock: Clock) -> Found | None:
    """Return the date that a metadata field holds: ISO, RFC 5322, epoch seconds or prose."""
    value = " ".join(value.split())[:64]  # longer ones are not dates
    found = _from_standard(value, clock)
    if found is not None:
        return found
    dates = find_dates(value, clock)
    return dates[0] if dates else _from_distance(value, clock)


def is_standard(value: str) -> bool:
    """Return whether a field is written for machines: ISO 8601, RFC 5322, seconds of an epoch."""
    return _moment(" ".join(value.split())) is not None


def _moment(value: str) -> datetime | None:
    return _epoch(value) or _iso(value) or _rfc(value)


def _from_standard(value: str, clock: Clock) -> Found | None:
    moment = _moment(value)
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


def _from_distance(value: str, clock: Clock) -> Found | None:
    ago = find_relative(value)
    if ago is None:
        return None
    return Found(0, len(value), (clock.reference - timedelta(days=ago.delta.days),))
