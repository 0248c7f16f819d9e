"""A cluster of Ray of two nodes on this machine: prints its address, then obeys `kill` (of the second node) and `add`.

python -m tests.collection.ray_cluster
"""

import sys
from typing import Any

from ray.cluster_utils import Cluster

MEMORY = 80_000_000


def added(cluster: Cluster) -> Any:
    """Add the second node, under an address of its own: a driver connects to the node at the address of its machine."""
    return cluster.add_node(num_cpus=1, object_store_memory=MEMORY, node_ip_address="127.0.0.2")


def main() -> None:
    """Run until standard input ends."""
    cluster = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 1, "object_store_memory": MEMORY, "include_dashboard": False},
    )
    second = added(cluster)
    cluster.wait_for_nodes()
    print(cluster.address, flush=True)  # noqa: T201 - the test reads it
    for line in sys.stdin:
        if line.strip() == "kill":
            cluster.remove_node(second, allow_graceful=False)
        else:
            second = added(cluster)
        print("done", flush=True)  # noqa: T201 - the test waits for it
    nodes: list[Any] = [second, cluster.head_node]
    for node in nodes:  # killed at once: nobody waits for what they would still do
        cluster.remove_node(node, allow_graceful=False)


if __name__ == "__main__":
    main()
