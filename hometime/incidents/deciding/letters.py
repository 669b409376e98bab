"""The letter to begin from: every part that the law asks for, with room for plain words."""

from pathlib import Path

LETTER = (Path(__file__).parents[1] / "data" / "letter.txt").read_text("utf-8")
