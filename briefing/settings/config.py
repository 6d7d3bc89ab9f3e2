"""Settings: ``configs/default.toml`` < a user's file < the environment < flags.

Every layer is a mapping of sections; :func:`resolve` merges them, checks the result against the
types below, and remembers where each value came from.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError

from briefing.errors import ConfigError
from briefing.records import Record
from briefing.settings.prompts import prompt_names
from briefing.settings.resources import resource_folder

ENVIRONMENT_PREFIX: Final = "BRIEFING_"
Layer = Mapping[str, Mapping[str, Any]]
SectionT = TypeVar("SectionT", bound=Record)


Topic = Annotated[str, Field(pattern=r"\w")]
"""A word or a name; without a letter or a digit it would be found everywhere or nowhere."""


class OutletRule(Record):
    """The outlet of all files whose path or name fits a pattern, whatever stands in them."""

    match: Annotated[str, Field(pattern=r"\S")]
    """With ``*`` and ``?``; case does not matter."""
    name: Topic


class SectionRule(Record):
    """A section of the page, and the words and names that lead an item into it."""

    name: Topic
    words: Annotated[tuple[Topic, ...], Field(min_length=1)]


class BriefSettings(Record):
    """What belongs to a brief and how long it is."""

    timezone: str
    language: Annotated[str, Field(pattern="^[a-z]{2}$")]
    undated: Literal["keep", "drop"]
    days: Annotated[int, Field(ge=1, le=31)]
    max_items: Annotated[int, Field(ge=1)]
    max_sentences: Annotated[int, Field(ge=1, le=50)]
    minutes: Annotated[float, Field(ge=0, le=1440)]  # a day; refuses inf and nan
    since_days: Annotated[int, Field(ge=0, le=31)]
    unchanged: Literal["line", "full", "drop"]
    follow: tuple[Topic, ...]
    mute: tuple[Topic, ...]


class ReadingSection(Record):
    """Limits and conventions of the input."""

    max_megabytes: Annotated[float, Field(gt=0, le=1e6)]  # a terabyte; refuses inf
    day_first: Literal["auto", "yes", "no"]


class GroupingSection(Record):
    """When stories are one event."""

    threshold: Literal["default"] | Annotated[float, Field(ge=0, le=1)]
    must_link: tuple[tuple[str, str], ...]
    cannot_link: tuple[tuple[str, str], ...]


class ModelSettings(Record):
    """Which model writes, where, and how."""

    generator: Annotated[str, Field(min_length=1)]
    parser: Literal["en-core-web-sm", "none"]
    verifier: Annotated[str, Field(min_length=1)]
    device: Literal["auto", "cpu", "cuda"]
    dtype: Literal["auto", "float32", "bfloat16", "float16"]
    batch_size: Annotated[int, Field(ge=1, le=512)]
    max_new_tokens: Annotated[int, Field(ge=8, le=512)]
    prompt: str
    rewrite: Literal["auto", "item", "all", "first", "none"]


class OutputSettings(Record):
    """Where briefs are written, in which forms, and what of all days together."""

    folder: str
    formats: Annotated[tuple[str, ...], Field(min_length=1)]
    """Checked by publishing, which knows what there is."""
    archive: bool
    title: str
    url: Annotated[str, Field(pattern=r"^(https?://[^\s/][^\s]*)?$")]
    feed_days: Annotated[int, Field(ge=1, le=366)]


HeaderText = Annotated[str, Field(pattern=r"^[ -~]*$", max_length=900)]
"""What stands in a header of a mail as it is: printable ASCII, so that no line breaks (RFC 5322, 998 bytes a line)."""


class MailSettings(Record):
    """To whom briefs are mailed, from whom, and by which server."""

    to: tuple[str, ...]
    sender: str
    host: str
    """Empty: nothing is mailed."""
    port: Annotated[int, Field(ge=0, le=65535)]
    """0: the usual one."""
    security: Literal["starttls", "tls", "none"]
    user: str
    password_file: str
    authority_file: str
    """Certificates of an authority of one's own; empty: those of the system."""
    list_id: HeaderText
    unsubscribe: tuple[Annotated[str, Field(pattern=r"^(mailto:|https://)[!-;=?-~]{1,900}$")], ...]
    seconds: Annotated[float, Field(gt=0, le=600)]
    """Time that a step of the connection may take."""
    attempts: Annotated[int, Field(ge=1, le=6)]
    after_make: bool


class NotifySettings(Record):
    """Who is told of a run."""

    command: tuple[str, ...]
    """Program and words; it gets the run's JSON on its standard input.  Empty: none is run."""
    url: str
    """Web address that gets the same JSON.  Empty: none does.  It may hold a key: errors must not show it."""
    allow_plain: bool
    """Whether a host on the internet may be told without encryption."""
    on: Literal["failure", "always"]
    seconds: Annotated[float, Field(gt=0, le=600)]
    """Time it may take."""


@cache
def _shipped() -> Layer:
    text = (resource_folder("configs") / "default.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _default(name: str, kind: type[SectionT]) -> SectionT:
    """The section as it is shipped."""
    given: SectionT = Field(default_factory=lambda: kind.model_validate(_shipped()[name]))
    return given


class Settings(Record):
    """All settings, checked; without arguments those that are shipped."""

    outlets: tuple[OutletRule, ...] = ()
    sections: tuple[SectionRule, ...] = ()
    brief: BriefSettings = _default("brief", BriefSettings)
    reading: ReadingSection = _default("reading", ReadingSection)
    grouping: GroupingSection = _default("grouping", GroupingSection)
    model: ModelSettings = _default("model", ModelSettings)
    output: OutputSettings = _default("output", OutputSettings)
    mail: MailSettings = _default("mail", MailSettings)
    notify: NotifySettings = _default("notify", NotifySettings)


class Resolved(NamedTuple):
    """Checked settings, and for each ``section.key`` the name of the layer it came from."""

    settings: Settings
    origins: Mapping[str, str]


def find_user_file(given: Path | None, working: Path, config_home: Path) -> Path | None:
    """Return the user's settings file: `given`, else ``briefing.toml`` here, else the XDG one.

    Raises :class:`ConfigError` if `given` does not exist.
    """
    if given is not None:
        if not given.is_file():
            raise ConfigError(f"{given}: no such configuration file.")
        return given
    candidates = (working / "briefing.toml", config_home / "config.toml")
    return next((path for path in candidates if _is_file(path)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a home that cannot be entered holds no settings
        return False


def resolve(
    user_file: Path | None, environment: Mapping[str, str], flags: Mapping[str, Any]
) -> Resolved:
    """Merge the layers and check them.

    `flags` maps ``section.key`` to values; None means that the flag was not given.
    Raises :class:`ConfigError` for unknown keys (with the nearest known one) and wrong values.
    """
    layers: list[tuple[str, Mapping[str, Any]]] = [("default", _flat(_shipped()))]
    known = set(layers[0][1])
    if user_file is not None:
        layers.append((str(user_file), _flat(_read(user_file))))
    layers.append(("environment", _from_environment(environment)))
    layers.append(("flag", {key: value for key, value in flags.items() if value is not None}))
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for name, layer in layers:
        for key, value in layer.items():
            if key not in known:
                raise ConfigError(_unknown(key, name, known))
            values[key], origins[key] = value, name
    return Resolved(_check(values, origins), origins)


def _read(path: Path) -> Layer:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # some editors put a mark first
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(f"{path}: not readable as TOML ({error}).") from error


def _flat(layer: Layer) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for section, entries in layer.items():
        if isinstance(entries, Mapping):
            flat.update({f"{section}.{key}": value for key, value in entries.items()})
        else:
            flat[section] = entries
    return flat


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read ``BRIEFING_SECTION__KEY``; other names are left alone unless they look like a slip."""
    values = {}
    for name, text in sorted(environment.items()):
        key = name.removeprefix(ENVIRONMENT_PREFIX).lower()
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        if "__" in key:
            key = key.replace("__", ".", 1)
            values[key] = _toml_value(text, plain=key in _plain_keys())
        elif key in {known.replace(".", "_") for known in _keys()}:
            section, _, rest = name.removeprefix(ENVIRONMENT_PREFIX).partition("_")
            raise ConfigError(
                f"environment: unknown variable '{name}'; did you mean "
                f"'{ENVIRONMENT_PREFIX}{section}__{rest}'?"
            )
    return values


def _toml_value(text: str, *, plain: bool) -> Any:  # noqa: ANN401  # TOML values have any type
    """The value as TOML where it parses as such, else as it is; `plain`: a string in any case."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    return text if plain and not isinstance(value, str) else value


def _fields() -> Iterator[tuple[str, Any]]:
    for section, field in Settings.model_fields.items():
        if section in {"outlets", "sections"}:  # lists of rules, no tables of settings
            continue
        entries: type[Record] = field.annotation  # type: ignore[assignment]  # the rest are sections
        for key, entry in entries.model_fields.items():
            yield f"{section}.{key}", entry.annotation


def _keys() -> frozenset[str]:
    return frozenset(key for key, _ in _fields())


def _plain_keys() -> frozenset[str]:
    """Settings that are strings whatever they look like: a folder may be named 2025."""
    return frozenset(key for key, kind in _fields() if kind is str)


def _unknown(key: str, layer: str, known: set[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    hint = f"did you mean '{near[0]}'?" if near else "'briefing config show' lists all settings."
    return f"{layer}: unknown setting '{key}'; {hint}"


def _check(values: Mapping[str, Any], origins: Mapping[str, str]) -> Settings:
    nested: dict[str, Any] = {}
    for key, value in values.items():
        section, _, name = key.partition(".")
        if name:
            nested.setdefault(section, {})[name] = value
        else:
            nested[section] = value
    try:
        settings = Settings.model_validate(nested)
    except ValidationError as error:
        raise ConfigError(_wrong(error, values, origins)) from None
    if not _is_zone(settings.brief.timezone):
        raise ConfigError(
            f"{origins['brief.timezone']}: brief.timezone = {settings.brief.timezone!r}: "
            "no such time zone; use an IANA name such as 'Europe/London', or 'local'."
        )
    if settings.model.prompt not in prompt_names():
        raise ConfigError(
            f"{origins['model.prompt']}: model.prompt = {settings.model.prompt!r}: "
            f"no such prompt; there are: {', '.join(prompt_names())}."
        )
    if settings.mail.security == "none" and settings.mail.user and settings.mail.host not in _HERE:
        raise ConfigError(
            f"{origins['mail.security']}: mail.security = 'none' with a mail.user would send the password "
            f"in the clear to {settings.mail.host}; use 'starttls' or 'tls'."
        )
    return settings


_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine."""


def _wrong(error: ValidationError, values: Mapping[str, Any], origins: Mapping[str, str]) -> str:
    """Name the first wrong setting, its layer, and all that it could be."""
    problems = error.errors(include_url=False)
    key = _named(problems[0]["loc"])
    about = [one["msg"] for one in problems if _named(one["loc"]) == key]
    said = "; or: ".join(dict.fromkeys(about))
    if key not in values:  # inside a rule of a list, whose value pydantic tells
        origin = origins.get(key.partition("[")[0], "settings")
        return f"{origin}: {key} = {problems[0]['input']!r}: {said}."
    return f"{origins.get(key, 'settings')}: {key} = {values[key]!r}: {said}."


def _named(loc: tuple[int | str, ...]) -> str:
    """How a user would call the place of a fault: ``brief.days``, ``outlets[2].match`` (from 1)."""
    first, *rest = loc
    if rest and isinstance(rest[0], int):
        return f"{first}[{rest[0] + 1}]" + "".join(f".{part}" for part in rest[1:2])
    return ".".join(map(str, loc[:2]))


def _is_zone(name: str) -> bool:
    try:
        return name == "local" or bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


def to_toml(resolved: Resolved) -> str:
    """Return all settings as TOML, each with a comment that says where it came from."""
    return "\n".join(_toml_lines(resolved)) + "\n"


def _toml_lines(resolved: Resolved) -> Iterator[str]:
    for section, entries in resolved.settings.model_dump(mode="json").items():
        if isinstance(entries, Mapping):
            yield f"[{section}]"
            for key, value in entries.items():
                yield f"{key} = {_as_toml(value)}  # {_shown(resolved.origins[f'{section}.{key}'])}"
        else:
            yield f"{section} = [{', '.join(map(_inline, entries))}]  # {_shown(resolved.origins[section])}"
        yield ""


def _inline(rule: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{key} = {_as_toml(value)}" for key, value in rule.items()) + "}"


def _shown(origin: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in origin)


def _as_toml(value: object) -> str:
    """JSON scalars and lists are TOML as well, but for surrogate pairs and DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
