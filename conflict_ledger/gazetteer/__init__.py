"""The files of place names: which gazetteer a run reads, and how one is made from GeoNames data."""
