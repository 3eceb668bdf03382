"""Who is said to have said what: candidates of content and source for each cue, ranked."""
