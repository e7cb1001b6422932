"""The tables of words, as text is looked up in them."""

from analysis.quantity import vocabulary as words


def test_chinese_words_are_simplified():
    """No table holds a traditional character, since text is simplified before it is looked up."""
    tables = (
        *(
            words.SCALES,
            words.NUMERAL_SCALES,
            words.PARTS,
        ),
        *(
            words.MEASURES,
            words.UP,
            words.DOWN,
            words.PLAIN_WORDS,
            words.NO_NOUN_CHINESE,
            words.FIRST,
            words.FRACTIONS,
        ),
    )
    characters = {character for table in tables for word in table for character in word}
    assert characters & set(words.TRADITIONAL) == set()


def test_like_characters_settle_at_once():
    """Reading one character as another never leads on to a third."""
    assert [sign for sign in words.ALIKE.values() if sign in words.ALIKE] == []


def test_number_words():
    """English number words count up as they are said."""
    assert (words.SMALL["one"], words.SMALL["nineteen"], len(words.SMALL)) == (
        1,
        19,
        19,
    )
    assert (words.TENS["twenty"], words.TENS["ninety"], len(words.TENS)) == (
        20,
        90,
        8,
    )
    assert (words.ORDINALS["first"], words.ORDINALS["tenth"]) == (1, 10)
    assert (words.DENOMINATORS["third"], words.DENOMINATORS["tenths"]) == (3, 10)
    assert words.FRACTIONS["⅔"] == (2, 3)
    assert words.FRACTIONS["half"] == (1, 2)
