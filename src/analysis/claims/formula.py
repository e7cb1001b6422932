"""Read a claim's formula, such as `ai_firms[Beijing] > 1.2 * ai_firms[Shenzhen]`.

The text is parsed by Python's ast and rebuilt from a short list of forms; it is never evaluated.
Written are: figures' unknowns as metric[place] or metric[place, year]; + - * /; comparisons, also
chained; and, or, not; sum(a, b); rank(x), rank(x, 'province'), rank(x, [y, z]); rankcorr([..],
[..]); count(list), count(list where attribute == 'value'); same(list, list); as_printed(figure),
as_printed(figure, amount). Numbers may be followed by % or a scale and a unit: 5%, 200 billion CNY.
Names of places, lists and figures with blanks stand in quotes. `within` belongs to `==`.
What the names mean, `naming` checks.
"""

import ast
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial, reduce

from analysis.claims import syntax
from analysis.claims.syntax import UNWRITTEN, Amount, Claim, FormulaError, Unknown
from analysis.parsing import expression

LONGEST = 1000  # letters
MOST = 300  # parts
DEEPEST = 20  # brackets in brackets
LARGEST = Fraction(10**21)
PLAIN = {
    **{
        "−": "-",
        "–": "-",
        "×": "*",
        "÷": "/",
        "≤": "<=",
        "≥": ">=",
        "≠": "!=",
        "≧": ">=",
        "≦": "<=",
    },
    **{"“": '"', "”": '"', "‘": "'", "’": "'", "、": ","},
}
ODD = {  # what is no formula but looks like one, and what was meant
    r"#.*": "no comment in a formula, whose lines are one",
    r"%\s*of\b": "'*', as in 5% * ai_firms[China]",
    r"(?<![\w.])(?![0-9_.]+e[0-9]+\b)[0-9][0-9_.]*[^\W0-9_]\w*": (
        "a blank after the number, or quotes round a name"
    ),
    r"""['"].*""": "each quote closed that is opened",
    r"===+|=[<>]|<>|!(?!=)|[&|]+|(?<![<>=!])=(?!=)": "one of < <= > >= == != and or not",
    r"\b_number\b": "a number as it is written, such as 5%",
    r"(?<![\w.])0[0-9]+": "a number without zeros before it, and without commas",
}
SCALES: dict[str, int | Fraction] = {
    **{"": 1, "%": Fraction(1, 100), "thousand": 10**3, "million": 10**6},
    **{"billion": 10**9, "trillion": 10**12},
}
NUMBER = re.compile(r"[0-9][0-9_]*(?:\.[0-9]+)?(?:e[0-9]{1,2})?", re.ASCII)
_SUFFIXED = re.compile(
    rf"""'[^']*'|"[^"]*"|\bwhere\b|(?<![\w.])({NUMBER.pattern})"""
    r"(?:\s*(%)|(?:\s+(thousand|million|billion|trillion))?"
    r"(?:\s+(?!(?:and|or|not|in|is|if|else|for|where)\b)([A-Za-z][\w/]*))?)"
)
_MARKED = re.compile(r"_number\('([^']*)', '([^']*)', '([^']*)'\)")
_WHERE = re.compile(r"\s*,? where\b,?")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
_ID = re.compile(r"\w+(?:\s*-\s*\w+)*")
WHERE = ", where,"
FUNCTIONS = ("sum", "rank", "rankcorr", "count", "same", "as_printed")
BRACKETS = {"(": ")", "[": "]"}
OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
COMPARISONS = {
    **{ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="},
    **{ast.Eq: "==", ast.NotEq: "!="},
}


def parse(text: str, within: Fraction | None = None) -> Claim:
    """Return the formula's tree, its names not looked up yet; raise FormulaError."""
    if not text.strip():
        raise FormulaError("no formula", "one such as 'ai_firms[Beijing] > ai_firms[Shenzhen]'")
    if len(text) > LONGEST:
        raise FormulaError(f"a formula of {len(text)} letters", f"{LONGEST} at most")
    _refuse_odd(_QUOTED.sub("", text))
    marked = _SUFFIXED.sub(_mark, " ".join(text.split()))
    try:
        body = expression(marked)
    except SyntaxError as error:
        at = error.offset or 1
        rest = _unmarked(marked[at - 1 :])
        found = (
            repr(text) if rest in ("", text) else f"{text!r}, which makes no sense from {rest!r} on"
        )
        expected = "amounts with operators between them, names with blanks in quotes"
        raise FormulaError(found, expected) from None
    if sum(isinstance(node, ast.expr) for node in ast.walk(body)) > MOST:
        raise FormulaError(f"a formula of more than {MOST} parts", "fewer")
    tree = _Reader(marked, within).claim(body)
    parts = syntax.walk(tree)
    if within is not None and not any(getattr(part, "within", None) for part in parts):
        raise FormulaError("'within' without '=='", "'within' only where the formula has '=='")
    return tree


def parse_within(text: object) -> Fraction:
    """Return a tolerance such as '5%' as a fraction; raise FormulaError unless between 0 and 1."""
    match = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(%?)\s*", str(text), re.ASCII)
    share = Fraction(match[1]) / (100 if match[2] else 1) if match else Fraction(0)
    if not 0 < share < 1:
        expected = "a share between 0 and 1, such as 5%"
        raise FormulaError(f"within {text!r}", expected, "Correct the claim.")
    return share


def _mark(match: re.Match[str]) -> str:
    """Write a number with a suffix as a call that Python can parse, `where` between commas."""
    number, percent, scale, unit = match.groups()
    if match[0] == "where":
        return WHERE
    if number is None or not (percent or scale or unit):
        return match[0]
    return f"_number('{number}', '{percent or scale or ''}', '{unit or ''}')"


def _refuse_odd(text: str) -> None:
    """Raise FormulaError for what looks like a formula and is none, names in quotes left out."""
    for letter in text:
        plain = PLAIN.get(letter, unicodedata.normalize("NFKC", letter))
        if plain != letter:
            raise FormulaError(f"'{letter}'", f"'{plain}'")
    for pattern, expected in ODD.items():
        if match := re.search(pattern, text):
            raise FormulaError(f"'{match[0].strip()}'", expected)
    _check_brackets(text)


def _check_brackets(text: str) -> None:
    """Raise FormulaError where a bracket is not closed, or not open, or too deep."""
    closing, deepest = list[str](), 0
    for letter in text:
        if letter in BRACKETS:
            closing.append(BRACKETS[letter])
        elif letter in BRACKETS.values() and letter != (closing.pop() if closing else ""):
            raise FormulaError(f"'{letter}' in {text!r}", "each bracket closed that is opened")
        deepest = max(deepest, len(closing))
    if deepest > DEEPEST:
        raise FormulaError(f"brackets {deepest} deep", f"{DEEPEST} at most")
    if closing:
        raise FormulaError(f"no '{closing[-1]}' in {text!r}", "each bracket closed that is opened")


def _unmarked(text: str) -> str:
    """Return a piece of a formula as it was typed."""
    text = _MARKED.sub(lambda match: " ".join(filter(None, match.groups())), text)
    return _WHERE.sub(" where", text).strip()


class _Reader:
    """Rebuild a tree of Python's as one of ours; whatever is not on the list is refused."""

    def __init__(self, text: str, within: Fraction | None) -> None:
        self.text, self.within = text, within

    def claim(self, node: ast.expr) -> Claim:
        match node:
            case ast.BoolOp(op, values):
                parts = tuple(self.claim(value) for value in values)
                return syntax.Junction("and" if isinstance(op, ast.And) else "or", parts)
            case ast.UnaryOp(ast.Not(), operand):
                return syntax.Negation(self.claim(operand))
            case ast.Compare(left, ops, comparators):
                return self._compare([left, *comparators], ops)
            case ast.Call(ast.Name("same"), [first, second], []):
                return syntax.Same(self._spelled(first), self._spelled(second))
            case ast.Call(ast.Name("as_printed"), [figure], []):
                return syntax.AsPrinted(self._spelled(figure))
            case ast.Call(ast.Name("as_printed"), [figure, amount], []):
                return syntax.AsPrinted(self._spelled(figure), self.amount(amount))
        raise FormulaError(
            self._shown(node), "a comparison, same(..), as_printed(..), or these joined by and, or"
        )

    def _compare(self, nodes: list[ast.expr], ops: list[ast.cmpop]) -> Claim:
        pairs = []
        amounts = [self.amount(node) for node in nodes]
        for op, left, right in zip(ops, amounts, amounts[1:], strict=False):
            if type(op) not in COMPARISONS:
                raise FormulaError(repr(self.text), "one of < <= > >= == != between amounts")
            operator = COMPARISONS[type(op)]
            pair = syntax.Comparison(operator, left, right)
            pairs.append(replace(pair, within=self.within) if operator == "==" else pair)
        return pairs[0] if len(pairs) == 1 else syntax.Junction("and", tuple(pairs))

    def amount(self, node: ast.expr) -> Amount:
        match node:
            case ast.Constant(value) if type(value) in (int, float):
                return syntax.Number(self._fraction(ast.get_source_segment(self.text, node) or ""))
            case ast.UnaryOp(ast.USub(), operand):
                return syntax.Arithmetic("-", syntax.Number(Fraction(0)), self.amount(operand))
            case ast.BinOp(left, op, right) if type(op) in OPERATORS:
                return syntax.Arithmetic(OPERATORS[type(op)], self.amount(left), self.amount(right))
            case ast.Subscript(ast.Name(metric), inner):
                return self._unknown(metric, inner)
            case ast.Call(ast.Name(function), arguments, []):
                return self._call(function, arguments, node)
        raise FormulaError(
            self._shown(node), "a number, metric[place], + - * /, or one of " + ", ".join(FUNCTIONS)
        )

    def _unknown(self, metric: str, inner: ast.expr) -> Unknown:
        match inner:
            case ast.Tuple([place, ast.Constant(int(year))]) if (
                type(year) is int and 0 < year <= date.max.year
            ):
                return Unknown(metric, self._spelled(place), year)
            case ast.Tuple([place, ast.Name("undated")]):
                return Unknown(metric, self._spelled(place))
            case ast.Tuple():
                found = f"'[{self._shown(inner)[1:-1].strip('()')}]'"
                raise FormulaError(found, "[place] or [place, year], a year of four digits")
        return Unknown(metric, self._spelled(inner), UNWRITTEN)

    def _call(self, function: str, arguments: list[ast.expr], node: ast.expr) -> Amount:
        readers: dict[str, Callable[[list[ast.expr]], Amount | None]] = {
            **{"sum": self._sum, "rank": self._rank, "rankcorr": self._correlation},
            **{"count": self._size, "_number": self._number},
        }
        read = readers[function](arguments) if function in readers else None
        if read is None:
            usage = "sum(a, b), rank(x), rank(x, 'kind'), rank(x, [y, z]), rankcorr([..], [..]), "
            usage += "count(list), count(list where attribute == 'value')"
            raise FormulaError(self._shown(node), f"an amount: one of {usage}")
        return read

    def _sum(self, arguments: list[ast.expr]) -> Amount | None:
        terms = self._list(arguments[0]) if len(arguments) == 1 else None
        terms = terms or tuple(map(self.amount, arguments))
        return reduce(partial(syntax.Arithmetic, "+"), terms) if terms else None

    def _rank(self, arguments: list[ast.expr]) -> Amount | None:
        match arguments:
            case [of]:
                return syntax.Rank(self.amount(of))
            case [of, ast.Constant(str(kind))]:
                return syntax.Rank(self.amount(of), kind=kind)
            case [of, ast.List() as among]:
                return syntax.Rank(self.amount(of), self._list(among))
        return None

    def _correlation(self, arguments: list[ast.expr]) -> Amount | None:
        rows = [self._list(node) for node in arguments]
        if len(rows) != 2 or rows[0] is None or rows[1] is None:
            return None
        if not 2 <= len(rows[0]) == len(rows[1]) <= 8:
            raise FormulaError(
                f"rankcorr of {len(rows[0])} and {len(rows[1])} amounts",
                "two lists of the same length, of two to eight amounts",
            )
        return syntax.RankCorrelation(rows[0], rows[1])

    def _size(self, arguments: list[ast.expr]) -> Amount | None:
        match arguments:
            case [name]:
                return syntax.Size(self._spelled(name))
            case [
                name,
                ast.Name("where"),
                ast.Compare(ast.Name(attribute), [ast.Eq()], [value]),
            ] | [name, ast.Compare(ast.Name(attribute), [ast.Eq()], [value])]:
                return syntax.Size(self._spelled(name), attribute, self._spelled(value))
        return None

    def _number(self, arguments: list[ast.expr]) -> Amount | None:
        words = [node.value for node in arguments if isinstance(node, ast.Constant)]
        if len(words) != 3 or words[1] not in SCALES:
            return None
        number, scale, unit = map(str, words)
        value = self._fraction(number) * SCALES[scale]
        return syntax.Number(value, "share" if scale == "%" else unit)

    def _list(self, node: ast.expr) -> tuple[Amount, ...] | None:
        return tuple(map(self.amount, node.elts)) if isinstance(node, ast.List) else None

    def _fraction(self, text: str) -> Fraction:
        number = Fraction(text.replace("_", "")) if NUMBER.fullmatch(text) else LARGEST
        if number >= LARGEST:
            raise FormulaError(text, "a number such as 5, 0.5, 5%, 1.2e6 or 200 billion")
        return number

    def _spelled(self, node: ast.expr) -> str:
        """Return a name in quotes, or without where it has no blanks, hyphens allowed."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            return node.value
        text = ast.get_source_segment(self.text, node) or ""
        if not _ID.fullmatch(text):
            raise FormulaError(self._shown(node), "a name, in quotes where it has blanks")
        return re.sub(r"\s*-\s*", "-", text)

    def _shown(self, node: ast.expr) -> str:
        text = ast.get_source_segment(self.text, node) or self.text
        return f"'{_unmarked(text)}'"
