"""Chinese prose and plain data, both ways (文本识读): time limits, channels, citations, marks.

Parsers never raise on text and never lose any: what cannot be read is kept whole.
"""

from zwgk.text.basis import parse_basis
from zwgk.text.channels import parse_channels
from zwgk.text.marks import parse_mark
from zwgk.text.time_limit import parse_time_limit

__all__ = ["parse_basis", "parse_channels", "parse_mark", "parse_time_limit"]
