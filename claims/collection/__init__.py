"""Collections: the records of millions of articles as Parquet files, made shard by shard on any number of machines."""
