"""The field's own words as enumerations (领域术语): attribute, level, stage, phase, unit.

Sources: 《政府信息公开条例》; 国办发〔2016〕80号 (五公开, 解读回应); 国办发〔2019〕54号 (标准目录要素).
Aliases live in ``data/vocabulary``.
"""

from enum import StrEnum, unique

__all__ = [
    "Attribute",
    "ClauseKind",
    "Every",
    "Level",
    "Phase",
    "SecrecyLevel",
    "Severity",
    "Stage",
    "Unit",
]


@unique
class Attribute(StrEnum):
    """How information is disclosed (公开属性)."""

    PROACTIVE = "主动公开"
    ON_REQUEST = "依申请公开"
    WITHHELD = "不予公开"


@unique
class Level(StrEnum):
    """Which level of government discloses (公开层级)."""

    PROVINCE = "省级"
    CITY = "市级"
    COUNTY = "县级"
    TOWN = "乡级"
    VILLAGE = "村级"


@unique
class Stage(StrEnum):
    """The five stages of open administration (五公开)."""

    DECISION = "决策"
    EXECUTION = "执行"
    ADMINISTRATION = "管理"
    SERVICE = "服务"
    RESULT = "结果"


@unique
class Phase(StrEnum):
    """Release, interpretation, response (发布、解读、回应)."""

    RELEASE = "发布"
    INTERPRETATION = "解读"
    RESPONSE = "回应"


@unique
class Unit(StrEnum):
    """The unit of a period (期限单位); ``day`` is a natural day."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@unique
class Every(StrEnum):
    """The rhythm of periodic disclosure (公开周期)."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


@unique
class ClauseKind(StrEnum):
    """What one clause of a time limit says (时限子句类型)."""

    WITHIN = "within"
    BEFORE = "before"
    AT_LEAST = "at_least"
    IMMEDIATE = "immediate"
    PROMPT = "prompt"
    PERIODIC = "periodic"
    BY_DATE = "by_date"
    PERMANENT = "permanent"
    KEEP = "keep"
    DITTO = "ditto"
    BY_RULE = "by_rule"
    EXTENDABLE = "extendable"
    WITH = "with"
    ONCE = "once"
    UNREADABLE = "unreadable"


@unique
class Severity(StrEnum):
    """How grave a finding is (严重程度)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@unique
class SecrecyLevel(StrEnum):
    """How secret a state secret is (密级)."""

    TOP_SECRET = "绝密"  # noqa: S105 - a level, no password
    SECRET = "机密"  # noqa: S105 - the same
    CONFIDENTIAL = "秘密"
