"""Reports made by hand, for the tests of rendering and of the command line (样例报告)."""

from zwgk.report import Finding, Report, Unread
from zwgk.terms import Severity

__all__ = ["HOSTILE", "hostile", "large", "small"]

HOSTILE = "<script>alert(1)</script>|`x`\n# *a* [b](javascript:c)\x1b[31m\u202e&amp;\"'=1+1\ud800"


def small() -> Report:
    """Give a report with every severity, an item each, and a whole-catalogue finding."""
    ground = "《政府信息公开条例》第二十六条"
    found = (
        Finding(
            "time-limit.longer-than-law",
            Severity.ERROR,
            "/items/2/time_limit",
            "公开时限“30个工作日内”超过法定的20个工作日",
            place="青湖县目录.xlsx!义务教育!F5",
            value="30个工作日内",
            hint="改为不超过20个工作日",
            basis=ground,
        ),
        Finding(
            "channel.none",
            Severity.ERROR,
            "/items/1/channels",
            "公开渠道一项都没有选",
            place="青湖县目录.xlsx!安全生产!H12",
            hint="至少勾选一种",
        ),
        Finding(
            "level.unknown",
            Severity.WARNING,
            "/items/0/levels",
            "公开层级无法识别",
            place="青湖县目录.xlsx!安全生产!K9",
            value="片区",
            hint="改用县级或者乡级",
        ),
        Finding(
            "field.missing",
            Severity.INFO,
            "",
            "有 2 个领域尚无事项：税收管理、养老服务",
            basis="国办发〔2019〕54号",
        ),
    )
    items = (
        ("安全生产", "县应急管理局", "检查计划"),
        ("安全生产", "县应急管理局", "行政处罚"),
        ("义务教育", "县教育局", "招生入学"),
    )
    context = {"items": items, "on": "2026-09-14", "pack": "national-2019"}
    return Report(found, subject="青湖县目录.xlsx", context=context)


def hostile() -> Report:
    """Give a report whose every text tries to break out."""
    texts = [f"{HOSTILE}{n}" for n in range(6)]
    message, place, value, hint, basis, name = texts
    found = tuple(
        Finding(code, severity, "/items/0", message, f"{place}!表!A1", value, hint, basis)
        for code, severity in zip((HOSTILE, "channel.none", "level.unknown"), Severity, strict=True)
    )
    return Report(
        found,
        subject=HOSTILE,
        context={"items": ((name, name, name),), "unread": (Unread(name, "", name),)},
    )


def large(count: int) -> Report:
    """Give a report with many findings on a hundred items."""
    found = (
        Finding(
            ("channel.none", "time-limit.vague", "element.missing")[n % 3],
            tuple(Severity)[n % 3],
            f"/items/{n % 100}/time_limit",
            f"第{n}处：公开时限“及时公开”没有写明最长不超过多少个工作日，与方案的要求不一致",
            place=f"青湖县目录.xlsx!表{n % 26}!F{n + 3}",
            hint="补上最长期限",
            basis="《政府信息公开条例》第二十六条",
        )
        for n in range(count)
    )
    items = tuple((f"领域{n % 26}", f"单位{n % 40}", f"事项{n}") for n in range(100))
    return Report(tuple(found), subject="青湖县目录.xlsx", context={"items": items})
