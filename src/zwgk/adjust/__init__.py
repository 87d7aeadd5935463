"""Dynamic adjustment of catalogues (动态调整): matching, differences, three-way merge, review."""
