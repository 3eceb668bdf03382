"""Language tags as Word wants them: a language and, where it has a usual one, a region."""

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
DOCUMENT = "en-GB"
"""The language of everything but the articles."""
_REGIONS = {
    "ar": "ar-SA", "bg": "bg-BG", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR",
    "es": "es-ES", "et": "et-EE", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "he": "he-IL",
    "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "it": "it-IT", "ja": "ja-JP",
    "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "nl": "nl-NL", "no": "nb-NO", "pl": "pl-PL",
    "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sr": "sr-RS",
    "sv": "sv-SE", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA", "ur": "ur-PK", "vi": "vi-VN",
    "zh": "zh-CN",
}  # fmt: skip


def language_tag(given: str) -> str:
    """The tag for runs in a language; "" for the document's own and for what is no tag."""
    if not _TAG.fullmatch(given) or given.lower() == "en":
        return ""
    tag = _REGIONS.get(given.lower(), given)
    return "" if tag == DOCUMENT else tag
