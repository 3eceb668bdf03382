"""The claims queue and the inspector of one claim."""
