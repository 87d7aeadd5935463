"""Write a catalogue, a report or records (写出文件): csv, xlsx in the official two-row header form, json.

Cells that a spreadsheet would compute are written as text. What is written as xlsx reads back as the same catalogue.
"""
def write(thing: object, path: object) -> None:
    """x."""
