"""The register of sources: who says how much, and how far they can be relied on."""
