"""What is kept: articles, claims, entities, sources, briefings, reviews and the changes to them."""
