"""Settings: ``configs/default.toml`` < a user's file < one of its profiles < the environment < flags.

Every layer is a mapping of sections; :func:`resolve` merges them, checks the result against the
types below, and remembers where each value came from.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationError

from briefing.addresses import is_address, without_key
from briefing.errors import ConfigError
from briefing.records import Record
from briefing.settings.environment import from_environment
from briefing.settings.nesting import flat, nested
from briefing.settings.profiles import Profile, choose_profile, read_profiles
from briefing.settings.prompts import prompt_names
from briefing.settings.refusals import MOST_TOLD, place, several, unknown_setting, wrong_values
from briefing.settings.resources import resource_folder

Layer = Mapping[str, Mapping[str, Any]]
SectionT = TypeVar("SectionT", bound=Record)


Topic = Annotated[str, Field(pattern=r"\w", max_length=200)]
"""A word or a name; without a letter or a digit it would be found everywhere or nowhere.  The longest names of institutions have some 150
characters; one of 100,000 is a text that was given by mistake."""


def _named(folder: str) -> str:
    """Return the name of a folder, of any bytes: a bound of length would refuse those that are no UTF-8."""
    if not folder:
        raise ValueError("a folder needs a name")
    return folder


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


class ServerSettings(Record):
    """The server that writes where `model.generator` names one, and what it may cost."""

    url: str
    """Of its programming interface, as ``http://127.0.0.1:8000/v1``; asked where the generator is "server"."""
    name: str
    """Of the model there; empty: the only one that it has."""
    key_variable: str
    """Environment variable that holds the server's key; the key itself is never a setting."""
    key_file: str
    seconds: Annotated[float, Field(gt=0, le=86400)]
    """Of one answer, from the request to its last byte."""
    concurrency: Annotated[int, Field(ge=1, le=256)]
    """Requests under way at a time."""
    retries: Annotated[int, Field(ge=0, le=20)]
    """Of a request that fails in passing."""
    allow_remote: bool
    """Whether text may go to an address that is neither this machine's nor a private one."""


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
    server: ServerSettings


class EngineSettings(Record):
    """Where the work is done."""

    name: Annotated[str, Field(min_length=1)]
    """Checked by the assembly, which knows what there is."""
    address: str
    """Of a cluster; empty: one is made on this machine."""
    workers: Annotated[int, Field(ge=0, le=100_000)]
    """Tasks at a time; 0: as many as there are cores."""
    gpus: Annotated[int, Field(ge=0, le=10_000)]
    """That models run on; 0: they run once on each machine, as `model.device` says."""


class OutputSettings(Record):
    """Where briefs are written, in which forms, and what of all days together."""

    folder: Annotated[str, AfterValidator(_named)]
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
    engine: EngineSettings = _default("engine", EngineSettings)
    output: OutputSettings = _default("output", OutputSettings)
    mail: MailSettings = _default("mail", MailSettings)
    notify: NotifySettings = _default("notify", NotifySettings)


class Resolved(NamedTuple):
    """Checked settings, and for each ``section.key`` the name of the layer it came from.

    A section may stand in another, as ``model.server.url``.
    """

    settings: Settings
    origins: Mapping[str, str]
    profile: Profile | None = None
    """The one that lies over the user's file; ``output.folder`` is then that of its briefs."""
    profiles: Mapping[str, Profile] = {}
    """All that the user's file has, in its order."""


def find_user_file(given: Path | None, working: Path, config_home: Path) -> Path | None:
    """Return the user's settings file: `given`, else ``briefing.toml`` here, else the XDG one.

    Raises :class:`ConfigError` if `given` does not exist.
    """
    if given is not None:
        if not _is_file(given):
            raise ConfigError(f"{given}: no such configuration file.")
        return given
    candidates = (working / "briefing.toml", config_home / "config.toml")
    return next((path for path in candidates if _is_file(path)), None)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a home that cannot be entered, a name that is too long
        return False


def resolve(
    user_file: Path | None,
    environment: Mapping[str, str],
    flags: Mapping[str, Any],
    profile: str | None = None,
) -> Resolved:
    """Merge the layers and check them, those of profiles that are not asked for as well.

    `flags` maps ``section.key`` to values; None means that the flag was not given.  The briefs of a `profile` go
    to a folder of its name in the output folder, unless it names a folder itself.
    Raises :class:`ConfigError` for an unknown profile, unknown keys (with the nearest known one) and wrong values, all
    of them in one message.
    """
    own = dict(_read(user_file)) if user_file else {}
    profiles, faults = read_profiles(own.pop("profiles", {}), user_file or Path())
    files = [("default", flat(_shipped())), *([(str(user_file), flat(own))] if user_file else [])]
    faults += [one for each in profiles.values() for one in _faults_of(each, files)]
    variables, slips = from_environment(environment, dict(_fields()))
    given = {key: value for key, value in flat(flags).items() if value is not None}
    chosen = _asked_for(profile, profiles, faults, user_file)
    overlay = [(chosen.layer, chosen.values)] if chosen else []
    merged = _merged([*files, *overlay, ("environment", variables), ("flag", given)])
    settings, wrong = _check(merged.values, merged.origins)
    told = list(dict.fromkeys([*slips, *merged.unknown, *wrong, *faults]))
    if settings is None or told:
        raise ConfigError(" Also: ".join(several(told)))
    if chosen and merged.origins["output.folder"] != chosen.layer:
        settings = _in_folder(settings, chosen.name)
    return Resolved(settings, merged.origins, chosen, profiles)


class _Merged(NamedTuple):
    """Layers laid over one another."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    unknown: Sequence[str]
    """A sentence on each setting that there is none of."""


_Layers = Sequence[tuple[str, Mapping[str, Any]]]
"""Settings by full name, behind the name of where they come from; the lowest first, and that has all."""


def _merged(layers: _Layers) -> _Merged:
    known = set(layers[0][1])
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    unknown: list[str] = []
    for name, layer in layers:
        for key, value in layer.items():
            if key in known:
                values[key], origins[key] = value, name
            else:
                unknown.append(
                    unknown_setting(key, name, known if len(unknown) < MOST_TOLD else set())
                )
    return _Merged(values, origins, unknown)


def _faults_of(profile: Profile, below: _Layers) -> list[str]:
    """What is wrong with the settings of a profile itself, whether it is asked for or not."""
    values, origins, unknown = _merged([*below, (profile.layer, profile.values)])
    told = [*unknown, *_check(values, origins)[1]]
    return [one for one in told if one.startswith(f"{profile.layer}:")]


def _asked_for(
    name: str | None, profiles: Mapping[str, Profile], faults: Sequence[str], file: Path | None
) -> Profile | None:
    """The profile of this name; None also for one that is not there because of its own faults, which are told instead."""
    if name is None or (name not in profiles and faults):
        return None
    return choose_profile(name, profiles, file)


def _in_folder(settings: Settings, name: str) -> Settings:
    folder = str(Path(settings.output.folder) / name)
    output = settings.output.model_copy(update={"folder": folder})
    return settings.model_copy(update={"output": output})


def _read(path: Path) -> Layer:
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # some editors put a mark first
    except (ValueError, RecursionError, OSError) as error:
        raise ConfigError(f"{path}: not readable as TOML ({error}).") from error
    found = next((one for one in _texts(own) if "\0" in one), None)
    if found is not None:  # no name of a file, a model or a server has it
        raise ConfigError(f"{path}: {found!r} holds the character NUL; take it out.")
    return own


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in a value of TOML, however deep it is."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, Mapping | list):
            waiting += one.values() if isinstance(one, Mapping) else one


def _fields(of: type[Record] | None = None, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every setting by its full name, with its type; lists of rules are no sections."""
    for key, field in (of or Settings).model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Record):
            yield from _fields(kind, f"{above}{key}.")
        elif above:
            yield f"{above}{key}", kind


def _check(
    values: Mapping[str, Any], origins: Mapping[str, str]
) -> tuple[Settings | None, list[str]]:
    """The settings, where their types fit, and all that is wrong with them."""
    wrong = list(_wrong_names(values, origins))
    try:
        return Settings.model_validate(nested(values)), wrong
    except ValidationError as error:
        return None, [*wrong_values(error, values, origins), *wrong]


def _wrong_names(values: Mapping[str, Any], origins: Mapping[str, str]) -> Iterator[str]:
    """A sentence on each setting that names what there is none of."""
    zone, prompt, folder = (
        values[one] for one in ("brief.timezone", "model.prompt", "output.folder")
    )
    if isinstance(folder, str) and is_address(folder):
        yield (
            f"{place('output.folder', origins)} = {without_key(folder)!r}: "
            "the brief is written to a folder of this machine; send the folder on from there."
        )
    if isinstance(zone, str) and not is_zone(zone):
        yield (
            f"{place('brief.timezone', origins)} = {zone!r}: "
            "no such time zone; use an IANA name such as 'Europe/London', or 'local'."
        )
    if isinstance(prompt, str) and prompt not in prompt_names():
        yield (
            f"{place('model.prompt', origins)} = {prompt!r}: "
            f"no such prompt; there are: {', '.join(prompt_names())}."
        )
    security, user, host = (values[f"mail.{one}"] for one in ("security", "user", "host"))
    if security == "none" and user and host not in _HERE:
        yield (
            f"{place('mail.security', origins)} = 'none' with a mail.user would send the password "
            f"in the clear to {host}; use 'starttls' or 'tls'."
        )


_HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names of this machine."""


def is_zone(name: str) -> bool:
    """Return whether `name` is a zone that the machine knows (IANA), or ``local``."""
    try:
        return name == "local" or bool(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
