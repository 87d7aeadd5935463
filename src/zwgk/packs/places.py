"""On which line a key of a TOML text stands (键在第几行); the text has been parsed already."""

import re
from collections.abc import Iterator, Mapping

__all__ = ["line_of", "lines"]

Path = tuple[str | int, ...]
#: kind, text, line
Token = tuple[str, str, int]

#: deeper keys are not told apart; no plan has them
_DEEPEST = 64
_TOKEN = re.compile(
    r"""(?P<skip>[ \t\r]+|\#[^\n]*)
    |(?P<end>\n)
    |(?P<text>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3,5}|'{3}(?:[^']|'{1,2}(?!'))*'{3,5}
        |"(?:[^"\\\n]|\\.)*"|'[^'\n]*')
    |(?P<sign>[\[\]{}=,.])
    |(?P<word>[^\s\[\]{}=,.\#"']+)""",
    re.VERBOSE | re.DOTALL,
)


def lines(text: str) -> dict[Path, int]:
    """Tell the line of every key and list element (各键的行号), lines counted from 1.

    >>> lines(chr(10).join(["a = 1", "[[b]]", "c = [2,", "3]"]))[("b", 0, "c", 1)]
    4
    """
    return _Walk(_tokens(text)).found


def line_of(path: Path, known: Mapping[Path, int]) -> int | None:
    """Find the line of a path, or of the nearest place above it (行号)."""
    while path:
        if path in known:
            return known[path]
        path = path[:-1]
    return None


def _tokens(text: str) -> Iterator[Token]:
    line, at = 1, 0
    while match := _TOKEN.match(text, at):
        kind, said = str(match.lastgroup), match[0]
        if kind != "skip":
            yield kind, said, line
        line += said.count("\n")
        at = match.end()


class _Walk:
    """One walk over the tokens, keeping where each path begins."""

    def __init__(self, tokens: Iterator[Token]) -> None:
        """Walk to the end."""
        self.tokens = tokens
        self.found: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self.table: Path = ()
        self.token: Token | None = next(tokens, None)
        while self.token:
            self._statement()

    def _next(self) -> None:
        self.token = next(self.tokens, None)

    def _is(self, *signs: str) -> bool:
        return (
            self.token is not None and self.token[0] in ("sign", "end") and self.token[1] in signs
        )

    def _statement(self) -> None:
        if self._is("["):
            self._header()
        elif self.token and self.token[0] in ("word", "text"):
            self._pair(self.table)
        else:
            self._next()

    def _header(self) -> None:
        line = self.token[2] if self.token else 0
        self._next()
        listed = self._is("[")
        if listed:
            self._next()
        self.table = self._inside(self._key(), listed=listed)
        for n in range(1, len(self.table) + 1):
            self.found.setdefault(self.table[:n], line)
        while self.token and not self._is("\n"):
            self._next()

    def _inside(self, key: Path, *, listed: bool) -> Path:
        """Say which table a header opens: in a list of tables the last one so far."""
        path: Path = ()
        for n, step in enumerate(key):
            path = (*path, step)
            if listed and n == len(key) - 1:
                self.counts[path] = self.counts.get(path, 0) + 1
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _key(self) -> Path:
        steps: list[str] = []
        while self.token and (self.token[0] in ("word", "text") or self._is(".")):
            if not self._is(".") and len(steps) < _DEEPEST:
                steps.append(_bare(self.token))
            self._next()
        return tuple(steps)

    def _pair(self, above: Path) -> None:
        line = self.token[2] if self.token else 0
        key = self._key()
        for n in range(1, len(key) + 1):
            self.found.setdefault(above + key[:n], line)
        if self._is("="):
            self._next()
        self._value(above + key)

    def _value(self, path: Path) -> None:
        if self._is("["):
            self._array(path)
        elif self._is("{"):
            self._inline(path)
        else:
            while self.token and not self._is("\n", ",", "]", "}"):
                self._next()

    def _array(self, path: Path) -> None:
        self._next()
        count = 0
        while self.token and not self._is("]"):
            if self._is("\n", ",", "}", "="):
                self._next()
                continue
            self.found[(*path, count)] = self.token[2]
            self._value((*path, count))
            count += 1
        self._next()

    def _inline(self, path: Path) -> None:
        self._next()
        while self.token and not self._is("}"):
            if self.token[0] in ("word", "text"):
                self._pair(path)
            else:
                self._next()
        self._next()


def _bare(token: Token) -> str:
    kind, said, _ = token
    return said[1:-1] if kind == "text" else said
