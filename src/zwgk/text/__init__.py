"""Chinese prose and plain data, both ways (文本识读): time limits, channels, citations, marks.

Parsers never raise on text and never lose any: what cannot be read is kept whole.
"""
