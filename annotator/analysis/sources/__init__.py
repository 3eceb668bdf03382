"""Who stands behind a claim: names, titles and pronouns led back to one source."""
