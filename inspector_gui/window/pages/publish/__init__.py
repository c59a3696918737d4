"""发布前核对: from reconciling to the paragraph of the yearly report."""
