"""Working days (工作日): the calendar, the notices behind it, what lies beyond them, and bare periods.

``china()`` is the national calendar, ``WorkCalendar.of`` makes one for any place, ``Period`` is the arithmetic under
every deadline, ``impact`` says what a new notice moves. Sources: 国务院办公厅历年节假日安排通知;
《全国年节及纪念日放假办法》; 《民法典》第二百条至第二百零四条.
"""

from zwgk.workdays.answers import Provisional, ProvisionalCount
from zwgk.workdays.calendar import WorkCalendar
from zwgk.workdays.days import Day, day_in_china
from zwgk.workdays.moves import Move, impact
from zwgk.workdays.national import china
from zwgk.workdays.notice import Notice, Span
from zwgk.workdays.period import Period

__all__ = [
    "Day",
    "Move",
    "Notice",
    "Period",
    "Provisional",
    "ProvisionalCount",
    "Span",
    "WorkCalendar",
    "china",
    "day_in_china",
    "impact",
]
