"""placeholder (区分处理)."""


def whole() -> None: ...
