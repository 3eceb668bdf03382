"""What the analysis can and cannot do in a language."""

_NOT_ENGLISH = (
    "For texts that are not in English only direct quotations, entities and the sources named "
    "beside a quotation are found; reported speech and hedges are not."
)
_NO_MODEL = (
    "No language model for this text's language ({language}) is loaded: direct quotations are "
    "found, entities, reported speech and hedges are not."
)


def limits_of(language: str, pipeline: str) -> tuple[str, ...]:
    """What cannot be done for a text in `language` with a pipeline for `pipeline`.

    Both are BCP 47 tags; one sentence each, for the analyst.
    """
    spoken, known = (tag.partition("-")[0].lower() for tag in (language, pipeline))
    if spoken == "en" == known:
        return ()
    if spoken == known:
        return (_NOT_ENGLISH,)
    return (_NO_MODEL.format(language=spoken),)
