"""Settings: what the user decides, and the files that ship with the package.

::

    defaults < user file < profile < environment < flags ─ resolve ─▶ Settings, each with where it came from
    profiles      named overlays in the user's file        nesting   sections in sections, and full names
    overrides     an editor's decisions on one day
    environment   BRIEFING_SECTION__KEY       refusals   what is told of settings that cannot be
    toml          settings as text that can be read back
    prompts/NAME.vN.jinja ─ load_prompt ─▶ Frame        resource_folder ─▶ prompts/, configs/
    clock         what time it is here
"""

__all__: list[str] = []
