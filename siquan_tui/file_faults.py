"""Why a file or folder could not be read or written, in the reader's language."""

from __future__ import annotations

import errno

from siquan_tui.message import Message, message


def os_reason(error: OSError) -> Message | str:
    """The reason in words; what has none here is as the system says it."""
    match error.errno:
        case errno.ENOENT:
            return message("没有这个文件或文件夹")
        case errno.EISDIR:
            return message("这是文件夹，不是文件")
        case errno.ENOTDIR | errno.EEXIST:
            return message("路径中有一段是文件，不是文件夹")
        case errno.EACCES | errno.EPERM:
            return message("没有权限")
        case errno.ENOSPC | errno.EDQUOT:
            return message("磁盘已满")
        case errno.EROFS:
            return message("磁盘是只读的")
        case errno.ENAMETOOLONG:
            return message("名字太长")
        case _:
            return error.strerror or str(error) or type(error).__name__
