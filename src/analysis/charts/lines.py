"""Breaking text into lines of a width, as matplotlib will draw it, in English and Chinese.

Call within style.theme(), whose typefaces decide how wide a text is. English breaks between words;
Chinese between any two characters, but not before a closing mark, after an opening one, or between
a number and what it counts. Imports nothing of the project.
"""

import re

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

POINTS = 72  # an inch
STEP = 0.02  # of a width, by which lines are made alike in length
CHINESE = "[\u3400-\u9fff]"
WIDE = "[“”‘’\u3000-\u9fff\uff00-\uffef]"  # what Chinese sets without blanks
OPENING, CLOSING = "“‘（《「(", "”’）》」)、。，；：？！"
WORD = re.compile(
    rf"[{OPENING}]*(?:[\d.,−%]+[万亿元年个家位次%]+|{CHINESE}|[^\s\u3400-\u9fff{OPENING}{CLOSING}]+)"
    rf"[{CLOSING}]*\s*|\S\s*"
)


def width_of(text: str, size: float | None = None, weight: str = "normal") -> float:
    """Return how wide a line of text is drawn, in inches; `size` is in points."""
    family = mpl.rcParams["font.family"]
    font = FontProperties(family=family, size=size or mpl.rcParams["font.size"], weight=weight)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, False)
    return float(width) / POINTS


def wrapped(text: str, width: float, size: float | None = None, weight: str = "normal") -> str:
    """Return text in as few lines of at most `width` inches as hold it, about alike in length.

    Line breaks in the text stay. A word that is wider has a line of its own.
    """
    return "\n".join(_wrapped(line, width, size, weight) for line in text.split("\n"))


def unbroken(text: str) -> str:
    """Return wrapped text in one line: a break is a space, but none beside Chinese."""
    return re.sub(rf"(?<={WIDE})\n|\n(?={WIDE})", "", text).replace("\n", " ")


def _wrapped(text: str, width: float, size: float | None, weight: str) -> str:
    words = WORD.findall(text)
    widths = [width_of(word, size, weight) for word in words]
    fewest = _filled(words, widths, width)
    narrow = max(sum(widths) / len(fewest), width / 2) if len(fewest) > 1 else width
    while len(lines := _filled(words, widths, narrow)) > len(fewest):
        narrow += STEP * width
    return "\n".join(lines)


def _filled(words: list[str], widths: list[float], width: float) -> list[str]:
    lines, room = [""], width
    for word, own in zip(words, widths, strict=True):
        if own > room and lines[-1]:
            lines.append("")
            room = width
        lines[-1] += word
        room -= own
    return [line.rstrip() for line in lines]
