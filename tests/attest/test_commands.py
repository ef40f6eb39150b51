from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from siquan_tui.attest.code import code_text
from siquan_tui.attest.keys import (
    create_key,
    key_file,
    parse_public,
    public_keys,
    rehearsal_key,
    unlock,
)
from siquan_tui.attest.role import Role
from siquan_tui.attest.sign import attest
from siquan_tui.commands.key import app as key_app
from siquan_tui.commands.verify import verify
from siquan_tui.demo.cases import CASES, script
from siquan_tui.office import Office
from siquan_tui.play.player import Player, ScriptClock
from tests.attest.samples import (
    CHAIR,
    CHEAP,
    EVERYTHING,
    KNOWN,
    SUPERVISION,
    WATER,
    picture,
    signed,
)

app = typer.Typer()
app.command()(verify)
app.add_typer(key_app, name="key")

ONE = signed(WATER)
TWO = signed(EVERYTHING, CHAIR, SUPERVISION)
DRILL = attest(
    code_text(msgspec.structs.replace(WATER, rehearsal=True)), [rehearsal_key(Role.CHAIR)]
)
EXPIRED = msgspec.structs.replace(CHAIR.public, until=WATER.date.replace(day=1))
WORDS = "春天种树有八个字"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "data"
    monkeypatch.setenv("SIQUAN_DATA", str(folder))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("SIQUAN_PASSPHRASE", raising=False)
    return folder


def run(*words: str, stdin: str | bytes | None = None):
    return CliRunner().invoke(app, list(words), input=stdin)


def trusting(*keys) -> list[str]:
    return [word for key in keys for word in ("--key", key.line())]


# --- verify ----------------------------------------------------------------------


def test_genuine_is_exit_0_and_a_big_word() -> None:
    result = run("verify", ONE, *trusting(*KNOWN))
    assert result.exit_code == 0, result.output
    assert "真实" in result.output
    for word in ("〔2010〕1号", "2010年7月22日", "赞成 16", "通过", "王某", CHAIR.public.id):
        assert word in result.output


@pytest.mark.parametrize("code", [ONE, TWO])
def test_from_text_stdin_file_and_picture_alike(tmp_path: Path, code: str) -> None:
    (tmp_path / "code.txt").write_bytes(code.replace("\n", "\r\n").encode("gb18030"))
    picture(code).save(tmp_path / "code.png")
    picture(code).save(tmp_path / "picture.txt", "JPEG")
    keys = trusting(*KNOWN)
    answers = [
        run("verify", code, "--json", *keys),
        run("verify", "-", "--json", *keys, stdin=code),
        run("verify", "-", "--json", *keys, stdin=(tmp_path / "code.png").read_bytes()),
        *(
            run("verify", str(tmp_path / name), "--json", *keys)
            for name in ("code.txt", "code.png", "picture.txt")
        ),
    ]
    assert {answer.exit_code for answer in answers} == {0}
    assert len({answer.output for answer in answers}) == 1


def test_json_is_as_documented() -> None:
    made = json.loads(run("verify", TWO, "--json", *trusting(*KNOWN)).output)
    assert set(made) == {"status", "signers", "fields", "compare", "recorded"}
    assert made["recorded"] is None
    assert made["status"] == "genuine"
    assert made["signers"] == [
        {"role": "chair", "key": CHAIR.public.id, "name": "王某", "state": "good"},
        {"role": "supervision", "key": SUPERVISION.public.id, "name": "李某", "state": "good"},
    ]
    assert made["fields"] == {
        "village": "三苗树村",
        "township": "吉日嘎朗图镇",
        "number": "〔2010〕1号",
        "title": EVERYTHING.title,
        "date": "2010-07-22",
        "round": 2,
        "seats": 17,
        "filled": 16,
        "present": 15,
        "recused": 1,
        "for": 11,
        "against": 1,
        "abstain": 1,
        "unexpressed": 1,
        "rules": [
            {"rules": "四权四制", "needed": 12, "have": 11, "met": False},
            {"rules": "组织法2026", "needed": 8, "have": 11, "met": True},
        ],
        "outcome": "defeated",
        "confirmed": False,
        "signers": ["chair", "supervision"],
        "head": EVERYTHING.head,
        "rehearsal": False,
    }
    assert {"label": "文号", "value": "〔2010〕1号"} in made["compare"]


@pytest.mark.parametrize(
    ("code", "keys", "status"),
    [
        (ONE.replace("赞成16", "赞成17"), KNOWN, "altered"),
        (ONE[:-2], KNOWN, "altered"),
        (ONE, [], "unknown key"),
        (code_text(WATER), KNOWN, "signature missing"),
        (
            ONE,
            [msgspec.structs.replace(CHAIR.public, until=WATER.date.replace(day=1))],
            "expired key",
        ),
        (DRILL, [], "rehearsal"),
        (DRILL, [rehearsal_key(Role.CHAIR).public], "rehearsal"),
        ("两行\n文字", KNOWN, "malformed"),
        ("四权四制决议核验 1", KNOWN, "malformed"),
    ],
)
def test_everything_else_is_exit_1(code: str, keys, status: str) -> None:
    result = run("verify", code, "--json", *trusting(*keys))
    assert result.exit_code == 1
    answer = json.loads(result.output)
    assert answer["status"] == status
    shown = run("verify", code, *trusting(*keys))
    assert shown.exit_code == 1
    assert "真实" not in shown.output
    if answer["fields"] and status in ("altered", "unknown key", "signature missing"):
        assert "不可采信" in shown.output
        assert "请与纸上逐项对照" not in shown.output


def test_the_wording_is_not_in_the_code_and_comes_from_the_journal_at_hand(
    tmp_path: Path, data: Path
) -> None:
    (case, *_others) = CASES
    clock = ScriptClock(script(case)[0].at)
    office = Office(tmp_path / "clerk", clock=clock)
    player = Player(office, clock, lambda at, told: None)
    player.play(script(case))
    resolution = player.lives[0].meeting.resolutions[0]
    office.close()
    words = ["verify", resolution.code, "--json", "--rehearsal"]
    elsewhere = run(*words)
    assert json.loads(elsewhere.output)["recorded"] is None
    assert not data.exists()
    at_home = run(*words, "--data", str(tmp_path / "clerk"))
    assert json.loads(at_home.output)["recorded"] == {
        "title": resolution.title,
        "text": resolution.text,
    }
    for place, told, written in (("clerk", "逐字对照", True), ("else", "单凭核验码看不出", False)):
        page = run("verify", resolution.code, "--data", str(tmp_path / place)).output
        assert told in page.replace("\n", "")
        assert ("主管6500米" in "".join(page.split()).replace("\u2502", "")) is written
    altered = resolution.code.replace("赞成16", "赞成17")
    assert "会议决定" not in run("verify", altered, "--data", str(tmp_path / "clerk")).output
    # A journal whose entry was changed has nothing to hold against the paper.
    with sqlite3.connect(tmp_path / "clerk" / "siquan.db") as raw:
        raw.execute("DROP TRIGGER entry_no_update")
        raw.execute(
            "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '6500', '9500') AS BLOB)"
            " WHERE kind = 'resolution_drawn'"
        )
    raw.close()
    changed = run(*words, "--data", str(tmp_path / "clerk"))
    assert json.loads(changed.output)["recorded"] is None


def test_a_rehearsal_passes_only_where_asked_for() -> None:
    assert run("verify", DRILL, "--rehearsal").exit_code == 0
    assert run("verify", ONE, "--rehearsal").exit_code == 1
    assert run("verify", ONE, "--rehearsal", *trusting(*KNOWN)).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-file.png"],
        [""],
        ["."],
        ["x\0y"],
        [ONE, "--key", "no-such-key.pub"],
        [ONE, "--key", "siquan-key 1 CHAIR AAAAAAAA BBBB 2010-01-01 -"],
    ],
)
def test_unusable_input_is_exit_2_and_one_sentence(words: list[str]) -> None:
    result = run("verify", *words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_empty_stdin_is_unusable() -> None:
    assert run("verify", "-", stdin="").exit_code == 2


def test_the_data_folders_own_keys_are_known(data: Path, tmp_path: Path) -> None:
    create_key(data / "keys", Role.CHAIR, "王某", WORDS, since=WATER.date, cost=CHEAP)
    path = key_file(data / "keys", Role.CHAIR)
    assert path is not None
    code = attest(code_text(WATER), [unlock(path, WORDS)])
    assert run("verify", code).exit_code == 0
    assert run("verify", code, "--data", str(tmp_path / "other")).exit_code == 1


def test_a_key_may_be_given_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "chair.pub").write_text(CHAIR.public.line() + "\n", encoding="utf-8")
    assert run("verify", ONE, "--key", str(tmp_path / "chair.pub")).exit_code == 0


def test_as_a_process_without_a_terminal(tmp_path: Path) -> None:
    picture(ONE).save(tmp_path / "code.png")
    program = "import typer; from siquan_tui.commands.verify import verify; typer.run(verify)"
    for key, expected in ((CHAIR, 0), (SUPERVISION, 1)):
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "code.png"), "--key", key.public.line()],
            capture_output=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )
        assert done.returncode == expected, done.stderr
        assert done.stderr == b""


# --- key -------------------------------------------------------------------------


def test_new_asks_the_passphrase_twice(data: Path) -> None:
    result = run("key", "new", "--name", "王某", stdin=f"{WORDS}\n{WORDS}\n")
    assert result.exit_code == 0, result.output
    assert WORDS not in result.output
    (key,) = public_keys(data / "keys")
    assert parse_public(result.output.splitlines()[-1]) == key
    assert (key.role, key.name) == (Role.CHAIR, "王某")
    path = key_file(data / "keys", Role.CHAIR)
    assert path is not None
    assert unlock(path, WORDS).public == key


def test_new_takes_the_passphrase_from_the_environment(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIQUAN_PASSPHRASE", WORDS)
    words = ["--role", "supervision", "--name", "李某", "--since", "2010-01-01"]
    result = run("key", "new", *words, "--until", "2012-12-31")
    assert result.exit_code == 0, result.output
    (key,) = public_keys(data / "keys")
    assert key.line().endswith("2010-01-01 2012-12-31 李某")
    assert key.role is Role.SUPERVISION


def test_new_without_anybody_to_ask_names_the_other_way(data: Path) -> None:
    result = run("key", "new", "--name", "王某", stdin="")
    assert result.exit_code == 2
    assert "SIQUAN_PASSPHRASE" in result.stderr
    assert not list(data.rglob("*.key"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no sessions on Windows")
@pytest.mark.parametrize("typed", ["", f"{WORDS}\n{WORDS}\n"])
def test_new_where_there_is_no_terminal_is_one_sentence(data: Path, typed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "siquan_tui", "key", "new", "--name", "王某"],
        input=typed,
        start_new_session=True,  # without the terminal that the tests may have
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("这里没有终端，问不了口令")
    assert "Warning" not in done.stderr
    assert not list(data.rglob("*.key"))


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        ([], "1234567\n1234567\n"),
        ([], f"{WORDS}\n{WORDS}。\n"),
        (["--since", "2010年"], f"{WORDS}\n{WORDS}\n"),
        (["--since", "2010-01-02", "--until", "2010-01-01"], f"{WORDS}\n{WORDS}\n"),
    ],
)
def test_new_refuses_with_a_sentence(data: Path, words: list[str], stdin: str) -> None:
    result = run("key", "new", "--name", "王某", *words, stdin=stdin)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert not list(data.glob("keys/*"))


def test_list_and_public_show_what_is_there(data: Path) -> None:
    assert "还没有" in run("key", "list").output
    assert run("key", "public").exit_code == 2
    made = [
        create_key(data / "keys", role, name, WORDS, cost=CHEAP)
        for role, name in ((Role.CHAIR, "王某"), (Role.SUPERVISION, "李某"))
    ]
    listed = run("key", "list").output
    assert all(key.id in listed and key.name in listed for key in made)
    assert run("key", "public").output.splitlines() == [key.line() for key in made]
    assert run("key", "public", "supervision").output.strip() == made[1].line()
    assert run("key", "public", made[0].id.lower()).output.strip() == made[0].line()
    assert run("key", "public", "ZZZZZZZZ").exit_code == 2
