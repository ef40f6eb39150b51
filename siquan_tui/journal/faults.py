"""A driver's error becomes one sentence and a remedy."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from siquan_tui.file_faults import os_reason
from siquan_tui.journal.errors import JournalError
from siquan_tui.message import message

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

_PRIMARY = 0xFF
"""SQLite's extended result codes carry the primary one in the low byte."""


def fault(error: SQLAlchemyError | sqlite3.Error | OSError | ValueError) -> JournalError:
    """The refusal that says what ``error`` means to a chair."""
    original = getattr(error, "orig", None) or error
    match original:
        case sqlite3.Error():
            return _sqlite(original)
        case OSError():
            return os_fault(original)
        case ValueError():
            return _damaged()
    return JournalError(
        message("数据库没有应答或拒绝了请求（{why}）", why=_first_line(original)),
        message("请检查网络、数据库地址和账号，再试一次；已确认的记录不受影响"),
    )


def os_fault(error: OSError) -> JournalError:
    """The refusal for a file or folder that cannot be read or written."""
    return JournalError(
        message(
            "{file} 无法读写（{why}）",
            file=str(error.filename or ""),
            why=os_reason(error),
        ),
        message("请检查路径、磁盘和权限，再试一次"),
    )


def _sqlite(error: sqlite3.Error) -> JournalError:
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # no room for the file beside the database
        code = sqlite3.SQLITE_FULL
    match code & _PRIMARY if isinstance(code, int) else None:
        case sqlite3.SQLITE_FULL:
            return JournalError(
                message("磁盘已满，本条未记入"),
                message("请腾出磁盘空间后再操作一次；此前的记录都在"),
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return JournalError(
                message("数据文件正被另一个程序占用，本条未记入"),
                message("请关闭另一个程序，再操作一次"),
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return JournalError(
                message("数据文件不能写入或无法打开"),
                message("请检查文件夹是否存在、是否只读，或用 --data 另选一个数据文件夹"),
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return _damaged()
        case sqlite3.SQLITE_IOERR:
            return JournalError(
                message("磁盘读写出错，本条未记入"),
                message("请检查磁盘，先做备份，再操作一次"),
            )
        case _:
            return JournalError(
                message("日志未能读写（{why}）", why=_first_line(error)),
                message("请用 siquan journal verify 检查数据文件"),
            )


def _damaged() -> JournalError:
    return JournalError(
        message("数据文件已损坏，或者不是会议日志"),
        message("请停止使用这个文件，从最近的备份恢复"),
    )


def _first_line(error: BaseException) -> str:
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
