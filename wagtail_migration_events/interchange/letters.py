"""Which old encoding a text is in, by the letters that it would consist of."""

from __future__ import annotations

import re

FEWEST_BYTES = 12
_SAMPLE = 1 << 16
_SURE = 0.5
#: The ten letters that texts consist of most; of other letters there are as many as of these.
_COMMON_LETTERS = {
    "cp1251": "оеаинтсрвл",
    "koi8-r": "оеаинтсрвл",
    "cp1256": "اليمونرتبةه",
}
_IN_A_ROW = re.compile(rb"[\x80-\xff]{3,}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
#: Characters of the first level of GB 2312, which are nearly all that are written.
_COMMON_CHINESE = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")


def encoding_by_letters(beginning: bytes) -> str:
    """Return the encoding of Russian, Arabic or Chinese text that is in none of Unicode; else "".

    Letters of these stand beside each other, while those of western languages that are beyond
    ASCII stand among others. Texts of one language have a few letters far more often than others.

    :param beginning: of a file that is not in UTF-8.
    """
    sample = beginning[:_SAMPLE]
    beyond = len(_BEYOND_ASCII.findall(sample))
    runs = _IN_A_ROW.findall(sample)
    together = sum(map(len, runs))
    if beyond < FEWEST_BYTES or together < 0.7 * beyond:
        return ""
    shares = {name: _share(sample, name) for name in _COMMON_LETTERS}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= _SURE:
        return best
    chinese = 2 * sum(len(_COMMON_CHINESE.findall(run)) for run in runs)
    return "gb18030" if chinese >= 0.7 * together else ""


def _share(sample: bytes, encoding: str) -> float:
    """Return the share of an encoding's common letters among all letters beyond ASCII."""
    text = sample.decode(encoding, errors="replace").lower()
    letters = [each for each in text if not each.isascii() and each != "\xa0"]
    common = sum(each in _COMMON_LETTERS[encoding] for each in letters)
    return common / max(len(letters), 1)
