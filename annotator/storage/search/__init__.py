"""Full-text search: the index, the words of a query, filters and excerpts."""
