"""Words in two languages, by key. Imports errors only.

They stand in gettext message files, a file a language: a message is called by its key
(`claims.holds`), has placeholders (`{place}`), and plurals where a number decides its form, which
in Chinese none does. Babel reads the files; Python's gettext chooses the plural.

Messages speak of "the article". Where there are several sources, the name of the publisher stands
in its place: see named().
"""

import gettext
import io
import re
from functools import cache
from pathlib import Path

from analysis.errors import CheckError

OWNER = re.compile(r"\{(\w+)\}(['’])s\b")  # {place}'s
LANGUAGES = ("en", "zh")
FILES = {"en": Path(__file__).with_name("en.po"), "zh": Path(__file__).with_name("zh.po")}
ARTICLE = {  # how messages and notebooks name the text studied, and what a publisher's name becomes
    "en": [
        (re.compile(r"(?<=\b[Tt]he )article(?= studied)"), "text"),
        (re.compile(r"\b[Tt]he article\b"), "{}"),
    ],
    "zh": [
        (re.compile("(?<=所研究的)文章"), "文本"),
        (re.compile("(?<![中原全英论])文中的?(?=[数论其名最出][字断他单大处])"), "{}的"),
        (re.compile("(?<![中原全英论])文中|该文|(?<![的列刊])文章"), "{}"),
    ],
}


def files() -> list[Path]:
    """Return the message files, which decide what a task says."""
    return list(FILES.values())


def say(
    key: str, language: str, n: int | None = None, publisher: str = "", **values: object
) -> str:
    """Return the message of that key in a language, its placeholders filled.

    n: the number that decides the plural, also a placeholder `{n}`. publisher: who is named in
    place of "the article", if anyone. Raises CheckError, naming key and language, where there is no
    such message or a placeholder has no value.
    """
    if key not in keys(language):
        raise CheckError(_fault(key, language, "no such message", "Write it."))
    catalog = _catalog(language)
    form = key if n is None else catalog.ngettext(key, key, n)  # in its only one without a plural
    text = catalog.gettext(key) if form == key else form
    if publisher:
        text, values = named(text, language, "{publisher}"), {**values, "publisher": publisher}
    text = OWNER.sub(
        lambda own: own[0].rstrip("s") if str(values.get(own[1], "")).endswith("s") else own[0],
        text,
    )
    try:
        return text.format(n=n, **values)
    except (KeyError, IndexError, ValueError) as error:
        found = f"{text!r}, which needs {error}"
        raise CheckError(_fault(key, language, found, "Correct the placeholder.")) from None


def named(text: str, language: str, publisher: str) -> str:
    """Return a text with the publisher's name in place of "the article"; as it is without one."""
    for pattern, name in ARTICLE[language] if publisher else []:
        text = pattern.sub(name.replace("{}", publisher), text)
    if publisher.endswith("s"):
        text = re.sub(rf"({re.escape(publisher)}['’])s\b", r"\1", text)
    return text


@cache
def keys(language: str) -> frozenset[str]:
    """Return the keys that have a message in a language."""
    written = [one.id for one in _read(language) if one.string and all(one.string)]
    return frozenset(name if isinstance(name, str) else name[0] for name in written)


@cache
def _catalog(language: str) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, _read(language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _read(language: str):  # type: ignore[no-untyped-def]  # Babel's Catalog, imported when used
    from babel.messages.pofile import read_po

    with FILES[language].open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _fault(key: str, language: str, found: str, do: str) -> str:
    path = f"src/analysis/messages/{language}.po"
    return f"{path}, message '{key}': found {found}; expected its words in this language. {do}"
