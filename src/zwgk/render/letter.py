"""A reply or letter as a page to be sent (文书页面): plain text or Markdown; nothing in it is taken for markup."""

from collections.abc import Sequence

from zwgk.render.markdown import SPECIAL

__all__ = ["SUFFIXES", "markdown", "plain"]

#: the files a letter can be written as
SUFFIXES = (".md", ".txt", ".docx")


def plain(heading: str, lines: Sequence[str]) -> str:
    r"""Write a letter as text (纯文本).

    >>> plain("补正告知书", ["李青：", "请作补正。"])
    '补正告知书\n\n李青：\n请作补正。\n'
    """
    return "\n".join((heading, "", *lines)) + "\n"


def markdown(heading: str, lines: Sequence[str]) -> str:
    r"""Write a letter as Markdown, a paragraph a line.

    >>> markdown("补正告知书", ["李*青：", "请作补正。"])
    '# 补正告知书\n\n李\\*青：\n\n请作补正。\n'
    """
    told = (SPECIAL.sub(r"\\\1", " ".join(line.split())) for line in lines)
    return "\n\n".join((f"# {heading}", *filter(None, told))) + "\n"
