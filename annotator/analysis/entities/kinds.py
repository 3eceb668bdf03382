"""Entity labels of common pipelines, mapped to our kinds."""

from annotator.domain.entity import EntityKind

_KINDS = {
    EntityKind.PERSON: ("PERSON", "PER", "persName"),
    EntityKind.ORG: ("ORG", "orgName"),
    EntityKind.PLACE: ("GPE", "LOC", "FAC", "PLACE", "placeName", "geogName", "GPE_LOC", "GPE_ORG"),
    EntityKind.GROUP: ("NORP", "GROUP"),
    EntityKind.EVENT: ("EVENT", "EVT"),
    EntityKind.OTHER: ("PRODUCT", "WORK_OF_ART", "LAW", "MISC", "OTHER", "DRV", "PROD"),
}
_KIND_OF = {label: kind for kind, labels in _KINDS.items() for label in labels}


def kind_of(label: str) -> EntityKind | None:
    """Our kind for a pipeline's entity label; None for dates, amounts and the like."""
    return _KIND_OF.get(label)


def label_of(kind: EntityKind) -> str:
    """The label that English pipelines use for `kind`."""
    return _KINDS[kind][0]
