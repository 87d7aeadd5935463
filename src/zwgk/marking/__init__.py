"""Which attribute follows from the facts (公开属性判定): grounds, what is still to be asked, what is to be done.

The order of decision is data (``data/marking``), compiled into a decision diagram; three-valued and exact.
Sources: 《政府信息公开条例》第十三条至第二十一条、第三十七条; 国办发〔2016〕80号.
"""

from zwgk.marking.asking import Asked, interview
from zwgk.marking.deciding import mark
from zwgk.marking.parts import whole

__all__ = ["Asked", "interview", "mark", "whole"]
