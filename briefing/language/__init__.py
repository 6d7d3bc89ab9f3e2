"""Language: what a word, a figure, a day, a name and a sentence are, once for all rooms.

::

    <code>/*.toml ─ base: language(code) ─▶ words, phrases, patterns of that language
    text ─ sentences ─▶ sentence ─ read ─▶ Text: tokens, words, figures, days, names, quotes
                                           └─ likeness: how alike two sentences are
    tree ─ syntax ─▶ ParsedSentence: what hangs on what

What a language lacks is empty, and what is made from it is absent.
"""

from briefing.language.text import Text, read

__all__ = ["Text", "read"]
