"""Saving and printing: a paper reaches the disk whole, the printer unscaled."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from siquan_tui.file_faults import os_reason
from siquan_tui.message import Message, message
from siquan_tui.paper.errors import PaperError

LP_SECONDS = 30
"""How long ``lp`` may take to accept a job, in seconds."""
NAME_BYTES = 180
"""Longest file name written, in UTF-8 bytes; file systems take 255."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM\d|LPT\d)(\..*)?", re.IGNORECASE)
_JOB = re.compile(r"\S+-\d+")


def resolution_name(village: str, year: int, number: int, *, rehearsal: bool) -> str:
    """File name of a resolution: 三苗树村-决议-2010-1.pdf."""
    kind = "演练决议" if rehearsal else "决议"
    return file_name(village, kind, str(year), str(number))


def minutes_name(village: str, day: str, *, rehearsal: bool) -> str:
    """File name of minutes: 三苗树村-会议记录-2010-07-22.pdf; ``day`` is whatever tells
    this meeting from the village's others."""
    return file_name(village, "演练会议记录" if rehearsal else "会议记录", day)


def file_name(first: str, *parts: str) -> str:
    """Parts joined into a ``.pdf`` name that Windows, macOS and Linux all take; if it is
    too long the first part is cut."""
    clean = [_FORBIDDEN.sub("_", part).strip(" .") for part in (first, *parts)]
    tail = "".join(f"-{part}" for part in clean[1:])
    name = _cut(clean[0], NAME_BYTES - len(tail.encode())) + tail
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return f"{name}.pdf"


def _cut(text: str, most: int) -> str:
    return text.encode()[: max(most, 0)].decode(errors="ignore")


def save_pdf(pdf: bytes, folder: Path, name: str) -> Path:
    """Write a paper whole or not at all, over an older one of the same name.

    Raises :class:`PaperError` if the folder cannot be written.
    """
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
        try:
            with open(handle, "wb") as file:
                file.write(pdf)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(aside, 0o644)
            os.replace(aside, path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise PaperError(
            message("文件 {file} 没有存成：{error}。", file=str(path), error=os_reason(error)),
            message("请检查文件夹能否写入、磁盘是否已满、文件是否正被打开，再存一次。"),
        ) from error
    return path


def print_pdf(path: Path) -> Message:
    """Send a saved paper to the default printer on A4, not scaled; on Windows open it.

    Returns what to tell the chair. Raises :class:`PaperError`, which names the saved file,
    if there is no ``lp``, it fails, or nothing opens the file.
    """
    if sys.platform == "win32":
        return _open(path)
    lp = shutil.which("lp")
    if lp is None:
        raise _not_printed(path, message("这台电脑没有打印命令 lp"))
    command = [lp, "-o", "media=iso_a4_210x297mm", "-o", "print-scaling=none", "--", str(path)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LP_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _not_printed(path, message("打印机没有回应")) from error
    except OSError as error:
        raise _not_printed(path, os_reason(error)) from error
    if done.returncode != 0:
        said = " ".join(done.stderr.split()) or f"lp: {done.returncode}"
        raise _not_printed(path, said)
    job = _JOB.search(done.stdout)
    return message("已送打印机（作业 {job}）：{file}", job=job[0] if job else "lp", file=str(path))


def _open(path: Path) -> Message:
    try:
        # only Windows has it
        os.startfile(path)  # type: ignore[attr-defined,unused-ignore]
    except OSError as error:
        raise _not_printed(path, os_reason(error)) from error
    return message("已打开 {file}。请按 Ctrl+P，选“实际大小”打印，不要缩放。", file=str(path))


def _not_printed(path: Path, why: Message | str) -> PaperError:
    return PaperError(
        message("没有打印：{why}。", why=why),
        message("文件已存为 {file}，可用别的电脑按“实际大小”打印。", file=str(path)),
    )
