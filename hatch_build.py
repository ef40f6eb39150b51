"""Compiles the gettext catalogues before a wheel, an sdist or an editable install is made."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Runs before files are gathered, so that the ``.mo`` files are among them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every ``.po`` below ``siquan_tui/locale`` beside itself."""
        catalogue = runpy.run_path(str(Path(self.root) / "scripts" / "catalogue.py"))
        catalogue["compile_all"]()
