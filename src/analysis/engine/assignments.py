"""The names that a statement of a cell assigns. Imports nothing of ours."""

import ast

Found = tuple[str, ast.expr | None, str]  # a name, its value where there is one, its type as text


def assigned(statement: ast.stmt) -> list[Found]:
    """Return the names that a statement assigns; with the value where it is one name's alone."""
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
            return [(name, value, ast.unparse(annotation))]
        case ast.Assign(targets=targets, value=value):
            return [found for target in targets for found in _paired(target, value)]
        case ast.AugAssign() | ast.If() | ast.Try() | ast.With():
            return _stored(statement)
    return []


def _paired(target: ast.expr, value: ast.expr) -> list[Found]:
    match target, value:
        case ast.Name(id=name), _:
            return [(name, value, "")]
        case ((ast.Tuple() | ast.List()), (ast.Tuple() | ast.List())) if len(target.elts) == len(
            value.elts
        ):
            pairs = zip(target.elts, value.elts, strict=True)
            return [found for pair in pairs for found in _paired(*pair)]
    return _stored(target)


def _stored(node: ast.AST) -> list[Found]:
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    return [(part.id, None, "") for part in names if isinstance(part.ctx, ast.Store)]
