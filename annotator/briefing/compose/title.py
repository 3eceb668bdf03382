"""What a briefing is called."""

from annotator.briefing.cleaning import clean
from annotator.domain.briefing import Briefing


def title_of(briefing: Briefing) -> str:
    """Its own title in one line; without one, that of its only article, or what it holds."""
    own = _in_one_line(briefing.title)
    if own:
        return own
    if len(briefing.articles) > 1:
        return f"Briefing on {len(briefing.articles)} articles"
    return next((_in_one_line(each.article.title) for each in briefing.articles), "") or "Briefing"


def _in_one_line(title: str) -> str:
    return " ".join(clean(title).split())
