"""What runs the shards of a collection: processes of this machine, or a cluster.

An engine is a thin adapter. It gets the shards and the one function that makes records of a shard, and yields what that
returned, in any order. A worker that is killed costs its shard another attempt.

Each module has a function `run(shards, work, out, *, workers)`; `collect` takes one of another module as well.
"""
