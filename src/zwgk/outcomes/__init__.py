"""Replies and letters of an application (答复书、告知书): what each must say, which deadline and remedies it names.

Source: 《政府信息公开条例》 on applications and replies; 国办函〔2020〕109号; 《行政复议法》; 法释〔2025〕8号. Wording and
rules are data (``data/outcomes.toml``, ``data/letters.toml``), periods are facts of law. What only the handler can
know stands as 【…】.
"""

from zwgk.outcomes.drafting import reply
from zwgk.outcomes.kinds import kinds
from zwgk.outcomes.result import Remedy, Reply

__all__ = ["Remedy", "Reply", "kinds", "reply"]
