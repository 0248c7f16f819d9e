"""The languages included in this package, one folder each; they are reached only through `claims.extraction`."""
