"""Read a claim's formula, such as `ai_firms[Beijing] > 1.2 * ai_firms[Shenzhen]`.

The text is parsed by Python's ast and rebuilt from a short list of forms; it is never evaluated.
Written are: figures' unknowns as metric[place] or metric[place, year]; + - * /; comparisons, also
chained; and, or, not; sum(a, b); rank(x), rank(x, 'province'), rank(x, [y, z]); rankcorr([..],
[..]); count(list), count(list where attribute == 'value'); same(list, list); as_printed(figure),
as_printed(figure, amount). Numbers may be followed by % or a scale and a unit: 5%, 200 billion CNY.
Names of places, lists and figures with blanks stand in quotes. `within` belongs to `==`. A rank or
a correlation is compared with a number; a divisor has no minus in it, and no metric that may be
below zero. What the names mean, `naming` checks.
"""

import ast
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import partial, reduce
from itertools import pairwise

from analysis.claims import syntax
from analysis.claims.syntax import UNWRITTEN, Amount, Claim, FormulaError, Unknown
from analysis.files import syntax_tree

MOST, LONGEST = 300, 10_000  # parts, letters
LARGEST = Fraction(10**21)
PLAIN = {
    **{"−": "-", "–": "-", "×": "*", "÷": "/", "≤": "<=", "≥": ">="},
    **{"≧": ">=", "≦": "<=", "“": '"', "”": '"', "‘": "'", "’": "'", "、": ","},
}
ODD = {  # what is no formula but looks like one, and what was meant
    r"#.*": "no comment in a formula, whose lines are one",
    r"%\s*of\b": "'*', as in 5% * ai_firms[China]",
    r"(?<![\w.])(?![0-9_.]+e[0-9]+\b)[0-9][0-9_.]*[^\W0-9_]\w*": (
        "a blank after the number, or quotes round a name"
    ),
    r"""['"].*""": "each quote closed that is opened",
    r"!=|<>|≠": "not (a == b), and 'within' where they are not exact",
    r"===+|=[<>]|!|[&|]+|(?<![<>=!])=(?!=)": "one of < <= > >= == and or not",
    r"(?<![\w.])0[0-9]+": "a number without zeros before it, and without commas",
}
SCALES: dict[str | None, int | Fraction] = {
    **{None: 1, "%": Fraction(1, 100), "thousand": 10**3, "million": 10**6},
    **{"billion": 10**9, "trillion": 10**12},
}
DIGITS = r"([0-9][0-9_]*(?:\.[0-9]+)?(?:e[0-9]{1,2})?)"
_SUFFIX = (
    r"(?:\s*(%)|(?:\s+(thousand|million|billion|trillion))?"
    r"(?:\s+(?!(?:and|or|not|in|is|if|else|for|where)\b)([A-Za-z][\w/]*))?)"
)
_NUMBER = re.compile(DIGITS + _SUFFIX, re.ASCII)
_WRITTEN = re.compile(rf"""'[^']*'|"[^"]*"|\b(where)\b|(?<![\w.]){DIGITS}{_SUFFIX}""")
_MARK = "\t"  # begins the quotes round a number with a suffix: blanks are made single before
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
_ID = re.compile(r"\w+(?:\s*-\s*\w+)*")
OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
COMPARISONS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "=="}
COMPARED = "a comparison, same(..), as_printed(..), or these joined by and, or"
AMOUNT = (
    "a number, metric[place], + - * /, or one of sum(a, b), rank(x), rank(x, 'kind'), "
    "rank(x, [y, z]), rankcorr([..], [..]), count(list), count(list where attribute == 'value')"
)


def parse(text: str, within: Fraction | None = None) -> Claim:
    """Return the formula's tree, its names not looked up yet; raise FormulaError."""
    if not text.strip():
        raise FormulaError("no formula", "one such as 'ai_firms[Beijing] > ai_firms[Shenzhen]'")
    if len(text) > LONGEST:
        raise FormulaError(f"a formula of {len(text):,} letters", f"{LONGEST:,} at most")
    _refuse_odd(_QUOTED.sub("", text))
    marked = _WRITTEN.sub(_mark, " ".join(text.split()))
    try:
        body = syntax_tree(marked, "eval").body
    except SyntaxError as error:
        rest = _unmarked(marked[(error.offset or 1) - 1 :])
        where = "" if rest in ("", text) else f", which makes no sense from {rest!r} on"
        expected = "amounts with operators between them, names with blanks in quotes"
        if "too many nested" in error.msg:
            raise FormulaError("brackets too deep inside each other", "fewer") from None
        if re.search(r"'[()\[\]{}]'|parenthes", error.msg):
            expected = "each bracket closed that is opened"
        raise FormulaError(f"{text!r}{where}", expected) from None
    if sum(isinstance(node, ast.expr) for node in ast.walk(body)) > MOST:
        raise FormulaError(f"a formula of more than {MOST} parts", "fewer")
    tree = _Reader(marked, within).claim(body)
    if within is not None and not any(getattr(one, "within", None) for one in syntax.walk(tree)):
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
    """Put a number with a suffix into quotes, and `where` between commas, as Python can parse."""
    where, _, *suffix = match.groups()
    return ", where," if where else f"'{_MARK}{match[0]}'" if any(suffix) else match[0]


def _unmarked(text: str) -> str:
    """Return a piece of a formula as it was typed."""
    return re.sub(r"\s*, where,", " where", re.sub(f"'{_MARK}([^']*)'", r"\1", text)).strip()


def _refuse_odd(text: str) -> None:
    """Raise FormulaError for what looks like a formula and is none, names in quotes left out."""
    for letter in text:
        plain = PLAIN.get(letter, unicodedata.normalize("NFKC", letter))
        if plain != letter:
            raise FormulaError(f"'{letter}'", f"'{plain}'")
    for pattern, expected in ODD.items():
        if match := re.search(pattern, text):
            raise FormulaError(f"'{match[0].strip()}'", expected)


class _Reader:
    """Rebuild a tree of Python's as one of ours; whatever is not on the list is refused."""

    def __init__(self, text: str, within: Fraction | None) -> None:
        self.text, self.within = text, within

    def claim(self, node: ast.expr) -> Claim:
        match node:
            case ast.BoolOp(op, values):
                parts = tuple(map(self.claim, values))
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
        raise FormulaError(self._shown(node), COMPARED)

    def _compare(self, nodes: list[ast.expr], ops: list[ast.cmpop]) -> Claim:
        pairs = []
        for op, (left, right) in zip(ops, pairwise(self._list(nodes)), strict=True):
            if type(op) not in COMPARISONS:
                raise FormulaError(repr(self.text), "one of < <= > >= == between amounts")
            within = self.within if isinstance(op, ast.Eq) else None
            pairs.append(syntax.Comparison(COMPARISONS[type(op)], left, right, within))
        return pairs[0] if len(pairs) == 1 else syntax.Junction("and", tuple(pairs))

    def amount(self, node: ast.expr) -> Amount:
        match node:
            case ast.Constant(int() | float() as value) if type(value) is not bool:
                return self._number(ast.get_source_segment(self.text, node) or "")
            case ast.Constant(str(text)) if text.startswith(_MARK):
                return self._number(text[1:])
            case ast.UnaryOp(ast.USub(), operand):
                return syntax.Arithmetic("-", syntax.Number(Fraction(0)), self.amount(operand))
            case ast.BinOp(left, op, right) if type(op) in OPERATORS:
                return syntax.Arithmetic(OPERATORS[type(op)], self.amount(left), self.amount(right))
            case ast.Subscript(ast.Name(metric), inner):
                return self._unknown(metric, inner)
            case ast.Call(ast.Name(function), arguments, []):
                return self._call(function, arguments, node)
        raise FormulaError(self._shown(node), AMOUNT)

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
        match function, arguments:
            case "sum", [ast.List([_, *_] as terms)] | ([_, *_] as terms):
                return reduce(partial(syntax.Arithmetic, "+"), self._list(terms))
            case "rank", [of]:
                return syntax.Rank(self.amount(of))
            case "rank", [of, ast.Constant(str(kind))]:
                return syntax.Rank(self.amount(of), kind=kind)
            case "rank", [of, ast.List(among)]:
                return syntax.Rank(self.amount(of), self._list(among))
            case "rankcorr", [ast.List(first), ast.List(second)]:
                return self._correlation(first, second)
            case "count", [name]:
                return syntax.Size(self._spelled(name))
            case "count", [name, ast.Name("where"), having] | [name, having]:
                match having:
                    case ast.Compare(ast.Name(attribute), [ast.Eq()], [value]):
                        return syntax.Size(self._spelled(name), attribute, self._spelled(value))
        raise FormulaError(self._shown(node), AMOUNT)

    def _correlation(self, first: list[ast.expr], second: list[ast.expr]) -> Amount:
        if not 2 <= len(first) == len(second) <= 8:
            found = f"rankcorr of {len(first)} and {len(second)} amounts"
            raise FormulaError(found, "two lists of the same length, of two to eight amounts")
        return syntax.RankCorrelation(self._list(first), self._list(second))

    def _list(self, nodes: Iterable[ast.expr]) -> tuple[Amount, ...]:
        return tuple(map(self.amount, nodes))

    def _number(self, text: str) -> Amount:
        if match := _NUMBER.fullmatch(text):
            number, percent, scale, unit = match.groups()
            value = Fraction(number.replace("_", ""))
            if value < LARGEST:
                return syntax.Number(
                    value * SCALES[percent or scale], "share" if percent else unit or ""
                )
        expected = "a number such as 5, 0.5, 5%, 1.2e6 or 200 billion"
        raise FormulaError(text, f"a number below {float(LARGEST):g}" if match else expected)

    def _spelled(self, node: ast.expr) -> str:
        """Return a name in quotes, or without where it has no blanks, hyphens allowed."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            return node.value
        text = ast.get_source_segment(self.text, node) or ""
        if not _ID.fullmatch(text):
            raise FormulaError(self._shown(node), "a name, in quotes where it has blanks")
        return re.sub(r"\s*-\s*", "-", text)

    def _shown(self, node: ast.expr) -> str:
        return f"'{_unmarked(ast.get_source_segment(self.text, node) or self.text)}'"
