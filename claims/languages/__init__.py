"""The languages that this package brings, a folder each; others reach them through `claims.extraction` alone."""
