"""The library panel: articles, search, drops and pastes."""
