"""The map that lets readers copy and search a font subset's text, beyond the BMP too.

ReportLab 5.1 writes a character above U+FFFF as five hexadecimal digits, which readers take for
other characters (𬭎 comes out as "Ⲵ⭚"). The map has to hold UTF-16.
"""

from collections.abc import Iterator, Sequence
from typing import Final

_HEAD: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_TAIL: Final = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_BLOCK: Final = 100  # most entries that a block of a CMap may have


def to_unicode_map(subset: Sequence[int]) -> str:
    """Return the CMap that tells the code points at a subset's positions (0 is none)."""
    return "\n".join((_HEAD, *_blocks(subset), _TAIL))


def _blocks(subset: Sequence[int]) -> Iterator[str]:
    entries = [
        f"<{position:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for position, code in enumerate(subset)
        if code
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        yield "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar"))
