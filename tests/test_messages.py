"""Words in two languages: every message is in both, and none is half filled."""

import re

import pytest

from analysis import messages
from analysis.errors import CheckError

HOLE = re.compile(r"\{(\w+)\}")
EN = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "claims.counted"
msgid_plural "claims.counted"
msgstr[0] "{n} claim of {place}"
msgstr[1] "{n} claims of {place}"

msgid "claims.empty"
msgstr ""
"""


@pytest.fixture
def made_up(tmp_path, monkeypatch):
    """Read messages of a folder of the test's own."""
    (tmp_path / "en.po").write_text(EN, "utf-8")
    monkeypatch.setitem(messages.FILES, "en", tmp_path / "en.po")
    for cached in (messages.keys, messages._catalog, messages._read):
        cached.cache_clear()
    yield
    for cached in (messages.keys, messages._catalog, messages._read):
        cached.cache_clear()


def test_every_message_is_in_both_languages():
    assert messages.keys("en") == messages.keys("zh")


def test_a_message_has_the_same_placeholders_in_both_languages():
    for key in sorted(messages.keys("en") - {""}):
        english, chinese = (
            set(HOLE.findall(_texts(key, language)[-1])) for language in messages.LANGUAGES
        )
        assert english == chinese, key


def test_a_message_of_one_form_is_said_of_any_number():
    said = [messages.say("met.for", "zh", n, number=n) for n in (1, 2)]
    assert said == ["1项落在原文幅度之内", "2项落在原文幅度之内"]


def test_a_number_chooses_the_plural(made_up):
    assert messages.say("claims.counted", "en", 1, place="Beijing") == "1 claim of Beijing"
    assert messages.say("claims.counted", "en", 2, place="Beijing") == "2 claims of Beijing"


@pytest.mark.parametrize("key", ["claims.missing", "claims.empty"])
def test_a_missing_message_is_named(made_up, key):
    with pytest.raises(CheckError) as raised:
        messages.say(key, "en")
    assert str(raised.value) == (
        f"src/analysis/messages/en.po, message '{key}': found no such message; expected its words "
        "in this language. Write it."
    )


def test_a_name_in_s_owns_by_an_apostrophe_alone():
    """The United States, and a publisher as well."""
    said = messages.say("figures.widest_title", "en", place="United States", metric="oil")
    assert said == "United States' oil is worded most loosely"
    assert messages.say("badge.within", "en", publisher="Daily News") == (
        "By Daily News' own figures"
    )
    assert messages.say("badge.within", "en") == "By the article's own figures"


def test_a_notebook_s_prose_names_a_publisher_in_s_as_messages_do():
    text = "The figures are the article's own. The article says so."
    assert messages.named(text, "en", "Fjord News") == (
        "The figures are Fjord News' own. Fjord News says so."
    )
    assert messages.named(text, "en", "Sun").startswith("The figures are Sun's own.")


def test_what_a_message_quotes_keeps_its_letters():
    said = messages.say("figures.widest_title", "en", place="Laos", metric="“the boss's class's”")
    assert said == "Laos' “the boss's class's” is worded most loosely"


def test_a_placeholder_without_a_value_is_named(made_up):
    with pytest.raises(CheckError, match="which needs 'place'; expected its words"):
        messages.say("claims.counted", "en", 1)


def test_the_publisher_stands_where_messages_name_the_article():
    """However a message names it, and wherever it stands in the sentence."""
    for language in messages.LANGUAGES:
        for key in messages.keys(language):
            for text in _texts(key, language):
                said = messages.named(text, language, "Sun")
                assert "the article" not in said.lower()
                assert not re.search("(?<![中原全英论])文中|该文", said)
    say = messages.say
    assert say("table.sources", "en", publisher="Sun") == "The text studied"
    assert say("table.sources", "zh", publisher="太阳报") == "所研究的文本"
    assert say("table.sources", "en") == "The article studied"
    assert say("claims.refuted_none", "en", publisher="Sun").startswith("Sun's own figures")
    assert say("claims.refuted_none", "zh", publisher="太阳报").endswith("被太阳报的数字否定")
    assert say("claims.refuted_none", "en").startswith("The article's own figures")


def _texts(key, language):
    """Return every form of a message."""
    read = messages._read(language)
    found = next(one for one in read if key in ([one.id] if isinstance(one.id, str) else one.id))
    return [found.string] if isinstance(found.string, str) else list(found.string)


def test_a_name_that_looks_like_a_placeholder_is_a_name():
    assert messages.say("claims.refuted_none", "en", publisher="{n}").startswith("{n}'s own")
