from __future__ import annotations

import numpy as np
from threadpoolctl import ThreadpoolController

from claims.extraction.neural.single_thread import single_thread


def threads() -> list[int]:
    """The number of threads of each BLAS library that is loaded."""
    return [library["num_threads"] for library in ThreadpoolController().select(user_api="blas").info()]


def test_products_run_in_one_thread_and_the_number_of_threads_comes_back() -> None:
    values = np.ones((64, 64), np.float32)
    before = threads()
    assert before
    with single_thread():
        assert set(threads()) == {1}
        with single_thread():
            assert (values @ values == 64).all()
        assert set(threads()) == {1}
    assert threads() == before
